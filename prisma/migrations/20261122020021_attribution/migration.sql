-- What one cost the shop when it was bought: a cost that the merchant changes later does not change what was earned.
ALTER TABLE "OfferItem" ADD COLUMN "unitCostMinor" BIGINT;
-- Which codes an order used, whoever they were given to.
CREATE INDEX "DiscountCode_used" ON "DiscountCode" ("shopId", "usedOrderId") WHERE "usedOrderId" IS NOT NULL;
