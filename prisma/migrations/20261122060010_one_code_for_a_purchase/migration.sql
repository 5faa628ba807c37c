-- Which order a code was given with: asked again, at whatever page, the same buyer gets the same one. And how often a
-- decision was put in the place of another that nobody had seen.
ALTER TABLE "DiscountCode" ADD COLUMN "orderId" TEXT;
ALTER TABLE "Offer" ADD COLUMN "redecisions" INTEGER NOT NULL DEFAULT 0;
UPDATE "DiscountCode" c SET "orderId" = f."orderId"
  FROM "OfferItem" i JOIN "Offer" f ON f."shopId" = i."shopId" AND f."id" = i."offerId"
 WHERE i."shopId" = c."shopId" AND i."id" = c."offerItemId" AND f."orderId" IS NOT NULL;
CREATE INDEX "DiscountCode_order" ON "DiscountCode" ("shopId", "orderId") WHERE "orderId" IS NOT NULL;
CREATE INDEX "OfferItem_code" ON "OfferItem" ("shopId", "code") WHERE "code" IS NOT NULL;
