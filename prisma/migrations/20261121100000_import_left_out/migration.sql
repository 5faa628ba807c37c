-- What an import had to leave out is counted with what it kept, so that a stop between two batches loses nothing.
ALTER TABLE "ImportRun" ADD COLUMN "recordsUnreadable" INTEGER NOT NULL DEFAULT 0;
