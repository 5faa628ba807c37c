-- A shop's own secrets, sealed. The forget-key hashes who was forgotten: it must outlive every encryption key.
CREATE TABLE "ShopSecret" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "sealed" BYTEA NOT NULL,
  CONSTRAINT "ShopSecret_pkey" PRIMARY KEY ("shopId", "id")
);
ALTER TABLE "ShopSecret" ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_shop ON "ShopSecret" TO encore_shop USING ("shopId" = current_setting('app.shop_id'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "ShopSecret" TO encore_shop;
