-- Shopify adds codes in an operation of its own: a filling that was interrupted goes on with the one it began.
ALTER TABLE "DiscountPool" ADD COLUMN "creationId" TEXT;
