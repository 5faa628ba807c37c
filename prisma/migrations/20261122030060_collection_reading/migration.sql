-- Of two words about one collection the later wins, and of two readings of its products the one asked for later.
ALTER TABLE "Collection" ADD COLUMN "toldAt" TIMESTAMPTZ(3), ADD COLUMN "productsReadAt" TIMESTAMPTZ(3);
