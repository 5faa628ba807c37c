-- Journeys: plans, their published versions, and who walks them.
CREATE TYPE "JourneyStatus" AS ENUM ('draft', 'live', 'paused', 'archived');
CREATE TYPE "EnrollmentStatus" AS ENUM ('entering', 'active', 'ended');
CREATE TYPE "TouchStatus" AS ENUM ('held', 'queued', 'sending', 'sent', 'failed', 'unknown', 'dropped');

CREATE TABLE "Journey" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "status" "JourneyStatus" NOT NULL DEFAULT 'draft',
  "draft" JSONB,
  "draftRevision" INTEGER NOT NULL DEFAULT 1,
  "liveVersion" INTEGER,
  -- Since when it lets people in: what happened before begins nothing.
  "liveSince" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Journey_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE TABLE "JourneyVersion" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "journeyId" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "definition" JSONB NOT NULL,
  "publishedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "JourneyVersion_pkey" PRIMARY KEY ("shopId", "journeyId", "version"),
  CONSTRAINT "JourneyVersion_journey_fkey" FOREIGN KEY ("shopId", "journeyId") REFERENCES "Journey" ("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "Enrollment" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "journeyId" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "customerId" TEXT NOT NULL,
  "orderId" TEXT,
  "productId" TEXT,
  "status" "EnrollmentStatus" NOT NULL DEFAULT 'entering',
  "stepId" TEXT,
  "since" TIMESTAMPTZ(3),
  "memory" JSONB NOT NULL DEFAULT '{}',
  "dueAt" TIMESTAMPTZ(3),
  "triggeredAt" TIMESTAMPTZ(3) NOT NULL,
  "enteredAt" TIMESTAMPTZ(3),
  "endedAt" TIMESTAMPTZ(3),
  "endedWhy" TEXT,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "error" TEXT,
  CONSTRAINT "Enrollment_pkey" PRIMARY KEY ("shopId", "id")
);
CREATE UNIQUE INDEX "Enrollment_shopId_key_key" ON "Enrollment" ("shopId", "key");
CREATE INDEX "Enrollment_due" ON "Enrollment" ("shopId", "dueAt") WHERE "status" <> 'ended';
CREATE INDEX "Enrollment_shopId_customerId_journeyId_idx" ON "Enrollment" ("shopId", "customerId", "journeyId");
CREATE INDEX "Enrollment_shopId_journeyId_status_idx" ON "Enrollment" ("shopId", "journeyId", "status");

-- Each step at most once for each walk: the key.
CREATE TABLE "EnrollmentStep" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "enrollmentId" TEXT NOT NULL,
  "stepId" TEXT NOT NULL,
  "place" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "passed" JSONB NOT NULL,
  CONSTRAINT "EnrollmentStep_pkey" PRIMARY KEY ("shopId", "enrollmentId", "stepId"),
  CONSTRAINT "EnrollmentStep_enrollment_fkey" FOREIGN KEY ("shopId", "enrollmentId") REFERENCES "Enrollment" ("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Every contact with a customer that was wished for, on any channel, and what the budget said of it.
CREATE TABLE "Touch" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "customerId" TEXT NOT NULL,
  "enrollmentId" TEXT,
  "stepId" TEXT,
  "orderId" TEXT,
  "channel" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "isAsked" BOOLEAN NOT NULL DEFAULT false,
  "content" JSONB NOT NULL,
  "usefulness" INTEGER NOT NULL DEFAULT 50,
  "status" "TouchStatus" NOT NULL,
  "verdict" JSONB NOT NULL,
  "wishedAt" TIMESTAMPTZ(3) NOT NULL,
  "dueAt" TIMESTAMPTZ(3),
  "decidedAt" TIMESTAMPTZ(3) NOT NULL,
  "countsAt" TIMESTAMPTZ(3),
  "validUntil" TIMESTAMPTZ(3) NOT NULL,
  "sentAt" TIMESTAMPTZ(3),
  "leasedUntil" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "providerId" TEXT,
  "error" TEXT,
  "bouncedAt" TIMESTAMPTZ(3),
  "complainedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Touch_pkey" PRIMARY KEY ("shopId", "id")
);
CREATE UNIQUE INDEX "Touch_shopId_key_key" ON "Touch" ("shopId", "key");
CREATE INDEX "Touch_shopId_customerId_countsAt_idx" ON "Touch" ("shopId", "customerId", "countsAt");
CREATE INDEX "Touch_waiting" ON "Touch" ("shopId", "leasedUntil") WHERE "status" IN ('queued', 'sending');
CREATE INDEX "Touch_shopId_enrollmentId_idx" ON "Touch" ("shopId", "enrollmentId");

-- Each time the budget held a touch back, and why; dropped ones too.
CREATE TABLE "TouchHold" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "touchId" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "verdict" JSONB NOT NULL,
  CONSTRAINT "TouchHold_pkey" PRIMARY KEY ("shopId", "touchId", "at"),
  CONSTRAINT "TouchHold_touch_fkey" FOREIGN KEY ("shopId", "touchId") REFERENCES "Touch" ("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A customer's own terms.
CREATE TABLE "Preference" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "customerId" TEXT NOT NULL,
  "weekMax" INTEGER,
  "monthMax" INTEGER,
  "pausedUntil" TIMESTAMPTZ(3),
  "neverAt" TIMESTAMPTZ(3),
  "channelsOff" TEXT[] NOT NULL DEFAULT '{}',
  "topicsOff" TEXT[] NOT NULL DEFAULT '{}',
  "birthday" TEXT,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Preference_pkey" PRIMARY KEY ("shopId", "customerId")
);

-- What a customer said about something they bought: finished, a gift, remind me then, never again.
CREATE TABLE "Intent" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "customerId" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "productId" TEXT,
  "orderId" TEXT,
  "saidAt" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3),
  CONSTRAINT "Intent_pkey" PRIMARY KEY ("shopId", "id")
);
CREATE INDEX "Intent_shopId_customerId_saidAt_idx" ON "Intent" ("shopId", "customerId", "saidAt");

-- A channel that may not be used for a customer any more: bounced, complained.
CREATE TABLE "ChannelStop" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "customerId" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ChannelStop_pkey" PRIMARY KEY ("shopId", "customerId", "channel")
);

-- A journey walked by the shop's own past orders.
CREATE TABLE "DryRun" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "journeyId" TEXT NOT NULL,
  "definition" JSONB NOT NULL,
  "status" TEXT NOT NULL,
  "startedAt" TIMESTAMPTZ(3) NOT NULL,
  "endedAt" TIMESTAMPTZ(3),
  "ordersWalked" INTEGER NOT NULL DEFAULT 0,
  "ordersExpected" INTEGER NOT NULL DEFAULT 0,
  "report" JSONB,
  "error" TEXT,
  CONSTRAINT "DryRun_pkey" PRIMARY KEY ("shopId", "id"),
  CONSTRAINT "DryRun_journey_fkey" FOREIGN KEY ("shopId", "journeyId") REFERENCES "Journey" ("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "DryRun_shopId_journeyId_startedAt_idx" ON "DryRun" ("shopId", "journeyId", "startedAt");

-- A key to the HTTP interface of one shop; only its hash is kept.
CREATE TABLE "ApiToken" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "scopes" TEXT[] NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "lastUsedAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("shopId", "id")
);

-- The shop's rhythms of buying, learnt from its orders (app/domain/replenish).
CREATE TABLE "ShopRhythm" (
  "shopId" TEXT NOT NULL DEFAULT current_setting('app.shop_id'),
  "rhythms" JSONB NOT NULL,
  "learnedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ShopRhythm_pkey" PRIMARY KEY ("shopId")
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Journey', 'JourneyVersion', 'Enrollment', 'EnrollmentStep', 'Touch', 'TouchHold',
                              'Preference', 'Intent', 'ChannelStop', 'DryRun', 'ApiToken', 'ShopRhythm'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_shop ON %I TO encore_shop USING ("shopId" = current_setting(''app.shop_id''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO encore_shop', name);
  END LOOP;
END $$;
