-- When somebody stopped all messages, for as long as Shopify has not been told (decision 32).
ALTER TABLE "Preference" ADD COLUMN "consentWithdrawnAt" TIMESTAMPTZ(3);
CREATE INDEX "Preference_withdrawn" ON "Preference" ("shopId", "consentWithdrawnAt") WHERE "consentWithdrawnAt" IS NOT NULL;
