-- How far reading a shop's changes has come, so that it ends whatever interrupts it and however much there is.
CREATE TABLE "Look" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "kind" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "after" TEXT,
  "isDone" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "Look_pkey" PRIMARY KEY ("shopId", "kind")
);

ALTER TABLE "Look" ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_shop ON "Look" TO encore_shop USING ("shopId" = current_setting('app.shop_id'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "Look" TO encore_shop;
