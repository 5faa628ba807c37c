-- Many shoppers may ask at once for codes of a pool that nobody has yet: it is wanted once. Codes are looked up by the
-- item they were given to.
CREATE UNIQUE INDEX "DiscountPool_wanted" ON "DiscountPool" ("shopId", "key") WHERE "status" = 'wanted';
CREATE INDEX "DiscountCode_item" ON "DiscountCode" ("shopId", "offerItemId") WHERE "offerItemId" IS NOT NULL;
