-- Shopify's own times are whole seconds: of two states within one, the one that was told later is the newer.
ALTER TABLE "Order" ADD COLUMN "toldAt" TIMESTAMPTZ(3);
ALTER TABLE "Customer" ADD COLUMN "toldAt" TIMESTAMPTZ(3);
ALTER TABLE "Product" ADD COLUMN "toldAt" TIMESTAMPTZ(3);
ALTER TABLE "InventoryLevel" ADD COLUMN "toldAt" TIMESTAMPTZ(3);

-- The scopes of a shop have no time of their own at all.
ALTER TABLE "Shop" ADD COLUMN "scopesToldAt" TIMESTAMPTZ(3);
