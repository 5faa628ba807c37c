-- Each channel's consent has its own last word: an older text about email says nothing about a newer one on messages.
ALTER TABLE "Customer" ADD COLUMN "emailConsentAt" TIMESTAMPTZ(3);
ALTER TABLE "Customer" ADD COLUMN "smsConsentAt" TIMESTAMPTZ(3);

-- Who was merged into whom, for those that come later under the old id.
CREATE INDEX "Customer_merged" ON "Customer" ("shopId", "mergedIntoId") WHERE "mergedIntoId" IS NOT NULL;
