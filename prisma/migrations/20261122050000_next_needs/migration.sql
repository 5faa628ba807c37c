-- How customers come back for products (docs/recommender-next.md), in whole numbers.
CREATE TABLE "ProductRepeat" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "productId" TEXT NOT NULL,
  "buyers" INTEGER NOT NULL,
  "returned" INTEGER NOT NULL,
  "repeaters" INTEGER NOT NULL,
  "repeats" INTEGER NOT NULL,
  "gapDays" BIGINT NOT NULL,
  CONSTRAINT "ProductRepeat_pkey" PRIMARY KEY ("shopId", "productId")
);
CREATE TABLE "RepeatHabit" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "cell" INTEGER NOT NULL,
  "chances" BIGINT NOT NULL,
  "repeats" BIGINT NOT NULL,
  CONSTRAINT "RepeatHabit_pkey" PRIMARY KEY ("shopId", "cell")
);
CREATE TABLE "NeedTuning" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "parameters" JSONB NOT NULL,
  CONSTRAINT "NeedTuning_pkey" PRIMARY KEY ("shopId")
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ProductRepeat', 'RepeatHabit', 'NeedTuning'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_shop ON %I TO encore_shop USING ("shopId" = current_setting(''app.shop_id''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO encore_shop', name);
  END LOOP;
END $$;

-- Orders that were learned before are counted once: of each customer the first 60, of each order the first 200 products.
CREATE TEMPORARY TABLE "taught" ON COMMIT DROP AS
SELECT * FROM (
  SELECT o."shopId", o."customerId", least(o."processedAt", o."createdAt") AS "at",
         row_number() OVER (PARTITION BY o."shopId", o."customerId"
           ORDER BY least(o."processedAt", o."createdAt"), o."id" COLLATE "C")::int - 1 AS "place",
         (array_agg(DISTINCT l."productId" COLLATE "C"))[1:200] AS "productIds"
    FROM "Order" o JOIN "OrderLine" l ON l."shopId" = o."shopId" AND l."orderId" = o."id"
   WHERE o."learnedAt" IS NOT NULL AND o."customerId" IS NOT NULL AND l."productId" IS NOT NULL AND l."currentQuantity" > 0
   GROUP BY o."shopId", o."id"
) numbered WHERE "place" < 60;

CREATE TEMPORARY TABLE "purchase" ON COMMIT DROP AS
SELECT t."shopId", t."customerId", "productId", t."place", t."at",
       row_number() OVER one AS "times", lag(t."at") OVER one AS "lastAt", lead(t."place") OVER one AS "nextPlace",
       max(t."place") OVER (PARTITION BY t."shopId", t."customerId") AS "lastPlace"
  FROM "taught" t, unnest(t."productIds") AS "productId"
WINDOW one AS (PARTITION BY t."shopId", t."customerId", "productId" ORDER BY t."place");

INSERT INTO "ProductRepeat" ("shopId", "productId", "buyers", "returned", "repeaters", "repeats", "gapDays")
SELECT "shopId", "productId", count(*) FILTER (WHERE "times" = 1),
       count(*) FILTER (WHERE "times" = 1 AND "lastPlace" > "place"),
       count(*) FILTER (WHERE "times" = 2), count(*) FILTER (WHERE "times" > 1),
       coalesce(sum(round(extract(epoch FROM "at" - "lastAt") / 86400)), 0)
  FROM "purchase" GROUP BY 1, 2;

-- After each purchase every order up to the next one that has the product again is a chance. The classes are those of
-- app/domain/recommend/next-need-habits.ts as they were when this was written.
INSERT INTO "RepeatHabit" ("shopId", "cell", "chances", "repeats")
SELECT "shopId",
       (width_bucket("times", ARRAY[2, 3, 4, 7, 13]) * 5 + width_bucket("later" - 1 - "place", ARRAY[1, 2, 4, 8])) * 5
         + width_bucket("later", ARRAY[2, 4, 8, 16]) AS "cell",
       count(*), count(*) FILTER (WHERE "later" = "nextPlace")
  FROM (SELECT "shopId", "times"::int, "place", "nextPlace", "later"
          FROM "purchase", generate_series("place" + 1, coalesce("nextPlace", "lastPlace")) AS "later") chance
 GROUP BY 1, 2;
