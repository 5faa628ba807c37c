-- Offers under rules: what a merchant wrote, what was proposed item by item, what became of it, and what a discount
-- may cost.
CREATE TYPE "RuleStatus" AS ENUM ('draft', 'on', 'off');
CREATE TYPE "TestStatus" AS ENUM ('running', 'ended');
CREATE TYPE "OfferItemStatus" AS ENUM ('decided', 'shown', 'accepted', 'declined', 'disliked', 'postponed');
CREATE TYPE "TieKind" AS ENUM ('pinned', 'banned', 'alternative', 'suggested');
CREATE TYPE "PoolStatus" AS ENUM ('wanted', 'ready', 'ended', 'failed');

CREATE TABLE "Rule" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "status" "RuleStatus" NOT NULL DEFAULT 'draft',
  "name" TEXT NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "definition" JSONB NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Rule_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "RuleTest" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "ruleId" TEXT NOT NULL,
  "status" "TestStatus" NOT NULL DEFAULT 'running',
  "definition" JSONB NOT NULL,
  "startedAt" TIMESTAMPTZ(3) NOT NULL,
  "endedAt" TIMESTAMPTZ(3),
  "ending" JSONB,
  CONSTRAINT "RuleTest_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "OfferItem" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "offerId" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "productId" TEXT NOT NULL,
  "variantId" TEXT NOT NULL,
  "reason" JSONB NOT NULL,
  "incentive" JSONB,
  "code" TEXT,
  "status" "OfferItemStatus" NOT NULL DEFAULT 'decided',
  "answeredAt" TIMESTAMPTZ(3),
  "remindAt" TIMESTAMPTZ(3),
  "takenVariantId" TEXT,
  "takenQuantity" INTEGER,
  "boughtOrderId" TEXT,
  "boughtAt" TIMESTAMPTZ(3),
  "boughtQuantity" INTEGER,
  "revenueMinor" BIGINT,
  "discountMinor" BIGINT,
  "costMinor" BIGINT,
  "refundedMinor" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "OfferItem_pkey" PRIMARY KEY ("shopId", "id")
);
ALTER TABLE "OfferItem" ADD CONSTRAINT "OfferItem_shopId_offerId_fkey" FOREIGN KEY ("shopId", "offerId") REFERENCES "Offer" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE INDEX "OfferItem_offer" ON "OfferItem" ("shopId", "offerId", "position");
CREATE INDEX "OfferItem_bought" ON "OfferItem" ("shopId", "boughtOrderId") WHERE "boughtOrderId" IS NOT NULL;

ALTER TABLE "Offer" ADD COLUMN "ruleId" TEXT, ADD COLUMN "ruleVersion" INTEGER, ADD COLUMN "testId" TEXT,
  ADD COLUMN "arm" TEXT, ADD COLUMN "reference" TEXT, ADD COLUMN "asked" JSONB;
CREATE INDEX "Offer_rule" ON "Offer" ("shopId", "ruleId", "decidedAt" DESC) WHERE "ruleId" IS NOT NULL;
CREATE INDEX "Offer_test" ON "Offer" ("shopId", "testId", "decidedAt") WHERE "testId" IS NOT NULL;
INSERT INTO "OfferItem" ("shopId", "id", "offerId", "position", "productId", "variantId", "reason", "status", "answeredAt")
SELECT "shopId", "id", "id", 1, "productId", "variantId", "reason", "status"::text::"OfferItemStatus", "answeredAt"
  FROM "Offer" WHERE "productId" IS NOT NULL AND "variantId" IS NOT NULL;

-- What a customer said is not for them.
CREATE TABLE "Dislike" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "customerId" TEXT NOT NULL,
  "productId" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Dislike_pkey" PRIMARY KEY ("shopId", "customerId", "productId")
);
ALTER TABLE "Customer" ADD COLUMN "offersOffAt" TIMESTAMPTZ(3);

-- What the merchant (pinned, banned, alternative) or Shopify (suggested) says of two products.
CREATE TABLE "ProductTie" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "productId" TEXT NOT NULL,
  "otherProductId" TEXT NOT NULL,
  "kind" "TieKind" NOT NULL,
  "position" INTEGER NOT NULL DEFAULT 0,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ProductTie_pkey" PRIMARY KEY ("shopId", "productId", "otherProductId", "kind")
);

CREATE TABLE "Collection" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  "deletedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Collection_pkey" PRIMARY KEY ("shopId", "id")
);
CREATE TABLE "CollectionProduct" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "collectionId" TEXT NOT NULL,
  "productId" TEXT NOT NULL,
  CONSTRAINT "CollectionProduct_pkey" PRIMARY KEY ("shopId", "collectionId", "productId")
);
CREATE INDEX "CollectionProduct_product" ON "CollectionProduct" ("shopId", "productId");

ALTER TABLE "Variant" ADD COLUMN "costMinor" BIGINT, ADD COLUMN "costUpdatedAt" TIMESTAMPTZ(3);
ALTER TABLE "Order" ADD COLUMN "discountCodes" TEXT[] NOT NULL DEFAULT '{}', ADD COLUMN "gateways" TEXT[] NOT NULL DEFAULT '{}';

-- Discount codes made ahead: none is made while a shopper waits.
CREATE TABLE "DiscountPool" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "incentive" JSONB NOT NULL,
  "status" "PoolStatus" NOT NULL DEFAULT 'wanted',
  "discountId" TEXT,
  "error" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "endsAt" TIMESTAMPTZ(3),
  CONSTRAINT "DiscountPool_pkey" PRIMARY KEY ("shopId", "id")
);
CREATE INDEX "DiscountPool_key" ON "DiscountPool" ("shopId", "key", "createdAt" DESC);
CREATE TABLE "DiscountCode" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "code" TEXT NOT NULL,
  "poolId" TEXT NOT NULL,
  "offerItemId" TEXT,
  "customerId" TEXT,
  "givenAt" TIMESTAMPTZ(3),
  "usedOrderId" TEXT,
  "usedAt" TIMESTAMPTZ(3),
  CONSTRAINT "DiscountCode_pkey" PRIMARY KEY ("shopId", "code")
);
ALTER TABLE "DiscountCode" ADD CONSTRAINT "DiscountCode_shopId_poolId_fkey" FOREIGN KEY ("shopId", "poolId") REFERENCES "DiscountPool" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE INDEX "DiscountCode_free" ON "DiscountCode" ("shopId", "poolId") WHERE "givenAt" IS NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Rule', 'RuleTest', 'OfferItem', 'Dislike', 'ProductTie', 'Collection',
                              'CollectionProduct', 'DiscountPool', 'DiscountCode'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_shop ON %I TO encore_shop USING ("shopId" = current_setting(''app.shop_id''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO encore_shop', name);
  END LOOP;
END $$;
