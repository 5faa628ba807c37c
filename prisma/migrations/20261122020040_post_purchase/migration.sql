-- What the post-purchase page may have signed for one offer, and what was: one acceptance for each purchase.
CREATE TABLE "PurchaseTerms" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "offerId" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "turn" INTEGER NOT NULL,
  "terms" JSONB NOT NULL,
  "tokenId" TEXT NOT NULL,
  "signedAt" TIMESTAMPTZ(3),
  "signedVariantId" TEXT,
  "signedQuantity" INTEGER,
  CONSTRAINT "PurchaseTerms_pkey" PRIMARY KEY ("shopId", "offerId")
);
ALTER TABLE "PurchaseTerms" ADD CONSTRAINT "PurchaseTerms_shopId_offerId_fkey" FOREIGN KEY ("shopId", "offerId") REFERENCES "Offer" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE UNIQUE INDEX "PurchaseTerms_turn" ON "PurchaseTerms" ("shopId", "reference", "turn");
ALTER TABLE "PurchaseTerms" ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_shop ON "PurchaseTerms" TO encore_shop USING ("shopId" = current_setting('app.shop_id'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "PurchaseTerms" TO encore_shop;
