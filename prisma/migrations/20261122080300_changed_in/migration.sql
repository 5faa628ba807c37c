-- Which transaction changed a product or one of its variants last, so that who remembers products can ask which of them
-- changed since (docs/decisions/0021-shoppers-share-a-unit-of-work.md). The database itself sees to it: whoever writes
-- cannot forget it.
ALTER TABLE "Product" ADD COLUMN "changedIn" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Variant" ADD COLUMN "changedIn" BIGINT NOT NULL DEFAULT 0;
CREATE INDEX "Product_changed" ON "Product" ("shopId", "changedIn") INCLUDE ("id");
CREATE INDEX "Variant_changed" ON "Variant" ("shopId", "changedIn") INCLUDE ("productId");

CREATE FUNCTION note_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW."changedIn" := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER changed BEFORE INSERT OR UPDATE ON "Product" FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER changed BEFORE INSERT OR UPDATE ON "Variant" FOR EACH ROW EXECUTE FUNCTION note_change();

-- A variant that goes, or moves to another product, leaves no row that says so: its product does.
CREATE FUNCTION note_variant_gone() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Product" SET "changedIn" = 0 WHERE "shopId" = OLD."shopId" AND "id" = OLD."productId";
  RETURN NULL;
END $$;
CREATE TRIGGER gone AFTER DELETE ON "Variant" FOR EACH ROW EXECUTE FUNCTION note_variant_gone();
CREATE TRIGGER moved AFTER UPDATE OF "productId" ON "Variant" FOR EACH ROW
  WHEN (OLD."productId" <> NEW."productId") EXECUTE FUNCTION note_variant_gone();
