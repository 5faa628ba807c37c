-- What customers send back. Shopify tells the state of a return and no time: that of the webhook stands for it.
CREATE TABLE "Return" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "orderId" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "requestedAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Return_pkey" PRIMARY KEY ("shopId", "orderId", "id"),
  CONSTRAINT "Return_status_known" CHECK ("status" IN ('requested', 'open', 'closed', 'declined', 'canceled'))
);
ALTER TABLE "Return" ADD CONSTRAINT "Return_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "Return" ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_shop ON "Return" TO encore_shop USING ("shopId" = current_setting('app.shop_id'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "Return" TO encore_shop;
