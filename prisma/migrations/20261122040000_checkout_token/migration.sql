-- Which checkout an order comes from: an offer of the checkout and of the page after payment names no order, only this.
ALTER TABLE "Order" ADD COLUMN "checkoutToken" TEXT;
CREATE INDEX "Order_checkout" ON "Order" ("shopId", "checkoutToken") WHERE "checkoutToken" IS NOT NULL;
CREATE INDEX "Offer_reference" ON "Offer" ("shopId", "reference") WHERE "reference" IS NOT NULL;
