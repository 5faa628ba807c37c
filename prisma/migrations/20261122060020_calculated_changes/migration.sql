-- When a change was first signed for calculating: a page may apply that too, and then the order says so (decision 10).
ALTER TABLE "PurchaseTerms" ADD COLUMN "calculatedAt" TIMESTAMPTZ(3);
