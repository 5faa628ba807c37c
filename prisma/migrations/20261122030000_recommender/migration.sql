-- What the recommender has learned (docs/recommender-method.md): forward-decayed weights of products and pairs, and
-- each shop's own tuning. Orders that were learned before are counted here once.
ALTER TABLE "ProductPair" ADD COLUMN "slow" DOUBLE PRECISION NOT NULL DEFAULT 0, ADD COLUMN "fast" DOUBLE PRECISION NOT NULL DEFAULT 0;
CREATE TABLE "ProductWeight" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "productId" TEXT NOT NULL,
  "slow" DOUBLE PRECISION NOT NULL,
  "fast" DOUBLE PRECISION NOT NULL,
  "touchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "ProductWeight_pkey" PRIMARY KEY ("shopId", "productId")
);
CREATE TABLE "Tuning" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "parameters" JSONB NOT NULL,
  "touchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "Tuning_pkey" PRIMARY KEY ("shopId")
);

CREATE TEMPORARY TABLE learned ON COMMIT DROP AS
SELECT o."shopId", o."id", array_agg(DISTINCT l."productId") AS "productIds",
       extract(epoch FROM least(o."processedAt", o."createdAt") - timestamptz '2020-01-01 00:00:00+00') / 86400 AS "days"
  FROM "Order" o JOIN "OrderLine" l ON l."shopId" = o."shopId" AND l."orderId" = o."id"
 WHERE o."learnedAt" IS NOT NULL AND l."productId" IS NOT NULL AND l."currentQuantity" > 0
 GROUP BY o."shopId", o."id";
INSERT INTO "ProductWeight" ("shopId", "productId", "slow", "fast")
SELECT "shopId", "productId", sum(power(2::float8, "days" / 120) / "root"), sum(power(2::float8, "days" / 10) / "root")
  FROM (SELECT *, sqrt(greatest(1, cardinality("productIds") - 1)) AS "root" FROM learned) o, unnest("productIds") AS "productId"
 GROUP BY 1, 2;
UPDATE "ProductPair" p SET "slow" = s."slow", "fast" = s."fast"
  FROM (SELECT "shopId", a, b, sum(power(2::float8, "days" / 120) / "root") AS "slow", sum(power(2::float8, "days" / 10) / "root") AS "fast"
          FROM (SELECT *, sqrt(greatest(1, cardinality("productIds") - 1)) AS "root" FROM learned) o,
               unnest("productIds") AS a, unnest("productIds") AS b
         WHERE a <> b GROUP BY 1, 2, 3) s
 WHERE p."shopId" = s."shopId" AND p."productId" = s.a AND p."otherProductId" = s.b;

-- Neighbours are read by weight now, and counted by buyers.
DROP INDEX "ProductPair_strength";
CREATE INDEX "ProductPair_weight" ON "ProductPair" ("shopId", "productId", "slow" DESC);
CREATE INDEX "ProductWeight_touched" ON "ProductWeight" ("shopId", "touchedAt");

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ProductWeight', 'Tuning'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_shop ON %I TO encore_shop USING ("shopId" = current_setting(''app.shop_id''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO encore_shop', name);
  END LOOP;
END $$;
