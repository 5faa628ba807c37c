-- What the merchant's pages read: today's refunds and answers, an order by its name, and requests not yet handed on.

ALTER TABLE "ComplianceRequest" ADD COLUMN "handedOnAt" TIMESTAMPTZ(3);

CREATE INDEX "Refund_created" ON "Refund" ("shopId", "createdAt" DESC);
CREATE INDEX "Offer_shown" ON "Offer" ("shopId", "shownAt" DESC) WHERE "shownAt" IS NOT NULL;
CREATE INDEX "Offer_answered" ON "Offer" ("shopId", "answeredAt" DESC) WHERE "answeredAt" IS NOT NULL;
CREATE INDEX "Order_name" ON "Order" ("shopId", "name");
CREATE INDEX "Customer_created" ON "Customer" ("shopId", "createdAt" DESC, "id" DESC);

-- Behind row-level security only leakproof conditions may reach an index, and none that compares parts of texts is
-- one: the search would read every customer of the shop. So it runs as the owner of the table, names the shop of the
-- unit of work itself, and hands back ids alone, which the caller then reads behind its own row-level security.
CREATE EXTENSION IF NOT EXISTS btree_gin;
DROP INDEX "Customer_search";
CREATE INDEX "Customer_search" ON "Customer" USING gin ("shopId", "searchText" gin_trgm_ops);

CREATE FUNCTION find_customers(pattern text, other_pattern text, rough text, rows_max integer)
RETURNS TABLE ("id" text, "closeness" real)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp
SET pg_trgm.word_similarity_threshold = 0.45
AS $$
DECLARE
  shop CONSTANT text := current_setting('app.shop_id');
  rows_found integer;
BEGIN
  RETURN QUERY
    SELECT c."id", word_similarity(rough, c."searchText") FROM "Customer" c
     WHERE c."shopId" = shop AND (c."searchText" LIKE pattern OR c."searchText" LIKE other_pattern)
       AND c."deletedAt" IS NULL AND c."mergedIntoId" IS NULL
     LIMIT rows_max;
  GET DIAGNOSTICS rows_found = ROW_COUNT;
  -- Nearly nothing by the letter: look for what sounds like it.
  IF rows_found < 5 THEN
    RETURN QUERY
      SELECT c."id", word_similarity(rough, c."searchText") FROM "Customer" c
       WHERE c."shopId" = shop AND rough <% c."searchText"
         AND NOT (c."searchText" LIKE pattern OR c."searchText" LIKE other_pattern)
         AND c."deletedAt" IS NULL AND c."mergedIntoId" IS NULL
       ORDER BY 2 DESC LIMIT rows_max;
  END IF;
END $$;
REVOKE ALL ON FUNCTION find_customers(text, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_customers(text, text, text, integer) TO encore_shop;
