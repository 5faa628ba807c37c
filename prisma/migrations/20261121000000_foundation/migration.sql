-- The foundation: a shop's mirror of orders, customers and products, the deliveries, the offers.
-- Hand-written beside prisma/schema.prisma (docs/decisions/0003-prisma-without-its-engine.md).

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE "DeliveryStatus" AS ENUM ('waiting', 'done', 'aside');

CREATE TYPE "OfferStatus" AS ENUM ('decided', 'shown', 'accepted', 'declined');

CREATE TYPE "ImportStatus" AS ENUM ('waiting', 'asking', 'reading', 'done', 'failed');

CREATE TYPE "ComplianceStatus" AS ENUM ('waiting', 'done');

CREATE TABLE "Shop" (
  "id" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "gid" TEXT,
  "name" TEXT,
  "currency" TEXT,
  "timeZone" TEXT,
  "locale" TEXT,
  "countryCode" TEXT,
  "primaryDomain" TEXT,
  "plan" TEXT,
  "scopes" TEXT NOT NULL DEFAULT '',
  "installedAt" TIMESTAMPTZ(3) NOT NULL,
  "uninstalledAt" TIMESTAMPTZ(3),
  "reconciledUntil" TIMESTAMPTZ(3),
  "settings" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Session" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "sealed" BYTEA NOT NULL,
  "expiresAt" TIMESTAMPTZ(3),
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Session_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "Delivery" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "apiVersion" TEXT,
  "eventId" TEXT,
  "triggeredAt" TIMESTAMPTZ(3),
  "receivedAt" TIMESTAMPTZ(3) NOT NULL,
  "body" BYTEA NOT NULL,
  "status" "DeliveryStatus" NOT NULL DEFAULT 'waiting',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "dueAt" TIMESTAMPTZ(3) NOT NULL,
  "error" TEXT,
  "workedAt" TIMESTAMPTZ(3),
  "subjectId" TEXT,
  "customerId" TEXT,
  CONSTRAINT "Delivery_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "Customer" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "email" TEXT,
  "phone" TEXT,
  "firstName" TEXT,
  "lastName" TEXT,
  "locale" TEXT,
  "countryCode" TEXT,
  "tags" TEXT[] NOT NULL DEFAULT '{}',
  "emailConsent" TEXT,
  "smsConsent" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  "consentUpdatedAt" TIMESTAMPTZ(3),
  "deletedAt" TIMESTAMPTZ(3),
  "mergedIntoId" TEXT,
  "searchText" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "Customer_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "RedactedCustomer" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "hash" TEXT NOT NULL,
  "redactedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "RedactedCustomer_pkey" PRIMARY KEY ("shopId", "hash")
);

CREATE TABLE "Product" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "handle" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "publishedAt" TIMESTAMPTZ(3),
  "vendor" TEXT,
  "productType" TEXT,
  "tags" TEXT[] NOT NULL DEFAULT '{}',
  "imageUrl" TEXT,
  "imageAlt" TEXT,
  "isGiftCard" BOOLEAN NOT NULL DEFAULT false,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  "deletedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Product_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "Variant" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "productId" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "sku" TEXT,
  "priceMinor" BIGINT NOT NULL,
  "compareAtMinor" BIGINT,
  "position" INTEGER NOT NULL,
  "inventoryItemId" TEXT,
  "inventory" INTEGER,
  "isOversold" BOOLEAN NOT NULL DEFAULT false,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Variant_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "InventoryLevel" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "inventoryItemId" TEXT NOT NULL,
  "locationId" TEXT NOT NULL,
  "available" INTEGER NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "InventoryLevel_pkey" PRIMARY KEY ("shopId", "inventoryItemId", "locationId")
);

CREATE TABLE "Order" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "customerId" TEXT,
  "processedAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  "cancelledAt" TIMESTAMPTZ(3),
  "cancelReason" TEXT,
  "currency" TEXT NOT NULL,
  "subtotalMinor" BIGINT NOT NULL,
  "totalMinor" BIGINT NOT NULL,
  "discountMinor" BIGINT NOT NULL,
  "refundedMinor" BIGINT NOT NULL DEFAULT 0,
  "presentmentCurrency" TEXT NOT NULL,
  "presentmentTotalMinor" BIGINT NOT NULL,
  "financialStatus" TEXT,
  "fulfillmentStatus" TEXT,
  "sourceName" TEXT,
  "locale" TEXT,
  "countryCode" TEXT,
  "isTest" BOOLEAN NOT NULL DEFAULT false,
  "learnedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Order_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "OrderLine" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "orderId" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "productId" TEXT,
  "variantId" TEXT,
  "title" TEXT NOT NULL,
  "variantTitle" TEXT,
  "quantity" INTEGER NOT NULL,
  "currentQuantity" INTEGER NOT NULL,
  "priceMinor" BIGINT NOT NULL,
  "discountMinor" BIGINT NOT NULL,
  CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("shopId", "orderId", "id")
);

CREATE TABLE "Refund" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "orderId" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "currency" TEXT NOT NULL,
  "amountMinor" BIGINT NOT NULL,
  "lines" JSONB NOT NULL DEFAULT '[]',
  CONSTRAINT "Refund_pkey" PRIMARY KEY ("shopId", "orderId", "id")
);

CREATE TABLE "Fulfillment" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "orderId" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "status" TEXT,
  "shipmentStatus" TEXT,
  "trackingCompany" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  "deliveredAt" TIMESTAMPTZ(3),
  CONSTRAINT "Fulfillment_pkey" PRIMARY KEY ("shopId", "orderId", "id")
);

CREATE TABLE "EarlyArrival" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "orderId" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "detail" JSONB NOT NULL,
  "receivedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "EarlyArrival_pkey" PRIMARY KEY ("shopId", "orderId", "kind", "id")
);

CREATE TABLE "ProductPair" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "productId" TEXT NOT NULL,
  "otherProductId" TEXT NOT NULL,
  "buyers" INTEGER NOT NULL,
  CONSTRAINT "ProductPair_pkey" PRIMARY KEY ("shopId", "productId", "otherProductId")
);

CREATE TABLE "Offer" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "placement" TEXT NOT NULL,
  "orderId" TEXT,
  "customerId" TEXT,
  "productId" TEXT,
  "variantId" TEXT,
  "reason" JSONB NOT NULL,
  "considered" JSONB NOT NULL,
  "status" "OfferStatus" NOT NULL DEFAULT 'decided',
  "decidedAt" TIMESTAMPTZ(3) NOT NULL,
  "shownAt" TIMESTAMPTZ(3),
  "answeredAt" TIMESTAMPTZ(3),
  CONSTRAINT "Offer_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "ImportRun" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "kind" TEXT NOT NULL,
  "status" "ImportStatus" NOT NULL DEFAULT 'waiting',
  "bulkOperationId" TEXT,
  "objectsExpected" INTEGER NOT NULL DEFAULT 0,
  "linesRead" INTEGER NOT NULL DEFAULT 0,
  "recordsKept" INTEGER NOT NULL DEFAULT 0,
  "bytesRead" BIGINT NOT NULL DEFAULT 0,
  "startedAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  "endedAt" TIMESTAMPTZ(3),
  "error" TEXT,
  CONSTRAINT "ImportRun_pkey" PRIMARY KEY ("shopId", "kind")
);

CREATE TABLE "ComplianceRequest" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "status" "ComplianceStatus" NOT NULL DEFAULT 'waiting',
  "receivedAt" TIMESTAMPTZ(3) NOT NULL,
  "completedAt" TIMESTAMPTZ(3),
  "export" JSONB,
  "customerId" TEXT,
  CONSTRAINT "ComplianceRequest_pkey" PRIMARY KEY ("shopId", "id")
);

ALTER TABLE "Variant" ADD CONSTRAINT "Variant_shopId_productId_fkey" FOREIGN KEY ("shopId", "productId") REFERENCES "Product" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Order" ADD CONSTRAINT "Order_shopId_customerId_fkey" FOREIGN KEY ("shopId", "customerId") REFERENCES "Customer" ("shopId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Fulfillment" ADD CONSTRAINT "Fulfillment_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order" ("shopId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE UNIQUE INDEX "Offer_shopId_key_placement_key" ON "Offer" ("shopId", "key", "placement");

-- The work queue of deliveries, and the two lists the admin shows.
CREATE INDEX "Delivery_due" ON "Delivery" ("shopId", "dueAt") WHERE "status" = 'waiting';
CREATE INDEX "Delivery_aside" ON "Delivery" ("shopId", "receivedAt" DESC) WHERE "status" = 'aside';
CREATE INDEX "Delivery_received" ON "Delivery" ("shopId", "receivedAt" DESC);
CREATE INDEX "Delivery_customer" ON "Delivery" ("shopId", "customerId") WHERE "customerId" IS NOT NULL;
-- Not every server has lz4, and pglz costs more time than it saves space on rows that live for days.
ALTER TABLE "Delivery" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "Delivery" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

CREATE INDEX "Customer_search" ON "Customer" USING gin ("searchText" gin_trgm_ops);
CREATE INDEX "Customer_updated" ON "Customer" ("shopId", "updatedAt" DESC);
CREATE INDEX "Variant_product" ON "Variant" ("shopId", "productId");
CREATE INDEX "Variant_inventory_item" ON "Variant" ("shopId", "inventoryItemId");
CREATE INDEX "Order_customer" ON "Order" ("shopId", "customerId", "processedAt" DESC);
CREATE INDEX "Order_processed" ON "Order" ("shopId", "processedAt" DESC);
CREATE INDEX "OrderLine_product" ON "OrderLine" ("shopId", "productId", "orderId");
CREATE INDEX "Offer_customer" ON "Offer" ("shopId", "customerId");
CREATE INDEX "Offer_order" ON "Offer" ("shopId", "orderId");
CREATE INDEX "Offer_decided" ON "Offer" ("shopId", "decidedAt" DESC);
CREATE INDEX "ProductPair_strength" ON "ProductPair" ("shopId", "productId", "buyers" DESC);

-- All that happened between one customer and the shop. A view cannot drift from what the tables say.
CREATE VIEW "Timeline" WITH (security_invoker = true) AS
SELECT c."shopId", c."id" AS "customerId", c."createdAt" AS "at", 'customer-joined' AS "kind", c."id" AS "subjectId",
       NULL::text AS "orderId", '{}'::jsonb AS "detail"
  FROM "Customer" c
UNION ALL
SELECT c."shopId", c."id", c."consentUpdatedAt", 'consent-changed', c."id", NULL,
       jsonb_build_object('email', c."emailConsent", 'sms', c."smsConsent")
  FROM "Customer" c WHERE c."consentUpdatedAt" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", o."processedAt", 'order-placed', o."id", o."id",
       jsonb_build_object('name', o."name", 'totalMinor', o."totalMinor", 'currency', o."currency",
         'presentmentTotalMinor', o."presentmentTotalMinor", 'presentmentCurrency', o."presentmentCurrency",
         'sourceName', o."sourceName", 'financialStatus', o."financialStatus", 'isTest', o."isTest",
         'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', l."title", 'variantTitle', l."variantTitle",
                     'quantity', l."quantity", 'currentQuantity', l."currentQuantity", 'productId', l."productId")
                     ORDER BY l."position"), '[]'::jsonb)
                   FROM "OrderLine" l WHERE l."shopId" = o."shopId" AND l."orderId" = o."id"))
  FROM "Order" o WHERE o."customerId" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", o."cancelledAt", 'order-cancelled', o."id", o."id",
       jsonb_build_object('name', o."name", 'reason', o."cancelReason")
  FROM "Order" o WHERE o."customerId" IS NOT NULL AND o."cancelledAt" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", r."createdAt", 'order-refunded', r."id", o."id",
       jsonb_build_object('name', o."name", 'amountMinor', r."amountMinor", 'currency', r."currency", 'lines', r."lines")
  FROM "Refund" r JOIN "Order" o ON o."shopId" = r."shopId" AND o."id" = r."orderId"
 WHERE o."customerId" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", f."createdAt", 'order-shipped', f."id", o."id",
       jsonb_build_object('name', o."name", 'trackingCompany', f."trackingCompany", 'status', f."status")
  FROM "Fulfillment" f JOIN "Order" o ON o."shopId" = f."shopId" AND o."id" = f."orderId"
 WHERE o."customerId" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", f."deliveredAt", 'order-delivered', f."id", o."id",
       jsonb_build_object('name', o."name")
  FROM "Fulfillment" f JOIN "Order" o ON o."shopId" = f."shopId" AND o."id" = f."orderId"
 WHERE o."customerId" IS NOT NULL AND f."deliveredAt" IS NOT NULL
UNION ALL
SELECT f."shopId", f."customerId", f."decidedAt",
       CASE WHEN f."productId" IS NULL THEN 'offer-held' ELSE 'offer-decided' END, f."id", f."orderId",
       jsonb_build_object('placement', f."placement", 'productId', f."productId", 'title', p."title",
         'reason', f."reason", 'considered', f."considered")
  FROM "Offer" f LEFT JOIN "Product" p ON p."shopId" = f."shopId" AND p."id" = f."productId"
 WHERE f."customerId" IS NOT NULL
UNION ALL
SELECT f."shopId", f."customerId", f."shownAt", 'offer-shown', f."id", f."orderId",
       jsonb_build_object('placement', f."placement", 'productId', f."productId", 'title', p."title", 'reason', f."reason")
  FROM "Offer" f LEFT JOIN "Product" p ON p."shopId" = f."shopId" AND p."id" = f."productId"
 WHERE f."customerId" IS NOT NULL AND f."shownAt" IS NOT NULL
UNION ALL
SELECT f."shopId", f."customerId", f."answeredAt", 'offer-' || f."status", f."id", f."orderId",
       jsonb_build_object('placement', f."placement", 'productId', f."productId", 'title', p."title")
  FROM "Offer" f LEFT JOIN "Product" p ON p."shopId" = f."shopId" AND p."id" = f."productId"
 WHERE f."customerId" IS NOT NULL AND f."answeredAt" IS NOT NULL;

-- The role of a unit of work. It sees the rows of one shop, the one named by app.shop_id, and nothing else.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'encore_shop') THEN CREATE ROLE encore_shop NOLOGIN; END IF;
  EXECUTE format('GRANT encore_shop TO %I', current_user);
END $$;

GRANT USAGE ON SCHEMA public TO encore_shop;

DO $$
DECLARE t record; k text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' LOOP
    k := CASE WHEN t.relname = 'Shop' THEN 'id' ELSE 'shopId' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.relname);
    EXECUTE format('CREATE POLICY one_shop ON %I TO encore_shop USING (%I = current_setting(''app.shop_id''))', t.relname, k);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO encore_shop', t.relname);
  END LOOP;
END $$;
GRANT SELECT ON "Timeline" TO encore_shop;
