-- Two slips in one name ("hanna kovalsky") are still that name.
ALTER FUNCTION find_customers(text, text, text, integer) SET pg_trgm.word_similarity_threshold = 0.4;
