-- A body of more than 1,700 bytes lies beside its delivery, in pieces that each fill a page
-- (docs/decisions/0031-bodies-in-pieces.md). Bodies that are here already stay where they are, until they are purged.
ALTER TABLE "Delivery" ADD COLUMN "bodyId" UUID, ADD COLUMN "pieceBytes" INTEGER NOT NULL DEFAULT 0;
-- Not checked against the rows that are here: all of them have their body in the row.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_body_in_one_place"
  CHECK (CASE WHEN "bodyId" IS NULL THEN "pieceBytes" = 0 ELSE "pieceBytes" > 0 AND "body" = ''::bytea END) NOT VALID;

CREATE TABLE "DeliveryPiece" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "bodyId" UUID NOT NULL,
  "position" INTEGER NOT NULL,
  "bytes" BYTEA NOT NULL,
  CONSTRAINT "DeliveryPiece_pkey" PRIMARY KEY ("shopId", "bodyId", "position")
);
-- What PostgreSQL would do with such long rows, cutting and compressing them, is what they are there to avoid.
ALTER TABLE "DeliveryPiece" ALTER COLUMN "shopId" SET STORAGE PLAIN, ALTER COLUMN "bytes" SET STORAGE PLAIN;
ALTER TABLE "DeliveryPiece" SET (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.02);

ALTER TABLE "DeliveryPiece" ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_shop ON "DeliveryPiece" TO encore_shop USING ("shopId" = current_setting('app.shop_id'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "DeliveryPiece" TO encore_shop;

-- By key whatever the statistics say: the table grows from nothing to gigabytes before they do.
CREATE FUNCTION drop_pieces(shop TEXT, body UUID) RETURNS VOID LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM "DeliveryPiece" WHERE "shopId" = shop AND "bodyId" = body;
END $$;

-- No foreign key: it would lock the delivery once for each piece that is kept. The database itself sees to it that
-- pieces go with their delivery, or when its body is emptied: whoever erases cannot forget it.
CREATE FUNCTION drop_pieces_of_delivery() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM drop_pieces(OLD."shopId", OLD."bodyId");
  RETURN NULL;
END $$;
CREATE TRIGGER gone AFTER DELETE ON "Delivery" FOR EACH ROW
  WHEN (OLD."bodyId" IS NOT NULL) EXECUTE FUNCTION drop_pieces_of_delivery();
-- A version of the app that knows nothing of pieces may still run, and erase a body from its row alone.
CREATE FUNCTION empty_whole_body() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW."bodyId" := NULL;
  NEW."pieceBytes" := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER emptying BEFORE UPDATE OF "body" ON "Delivery" FOR EACH ROW
  WHEN (OLD."bodyId" IS NOT NULL AND OLD."bodyId" = NEW."bodyId" AND NEW."body" = ''::bytea) EXECUTE FUNCTION empty_whole_body();
CREATE TRIGGER emptied AFTER UPDATE OF "body", "bodyId" ON "Delivery" FOR EACH ROW
  WHEN (OLD."bodyId" IS NOT NULL AND OLD."bodyId" IS DISTINCT FROM NEW."bodyId") EXECUTE FUNCTION drop_pieces_of_delivery();
