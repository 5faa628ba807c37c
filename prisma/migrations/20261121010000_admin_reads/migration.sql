-- What the merchant's pages read: today's refunds and answers, an order by its name, and requests not yet handed on.

ALTER TABLE "ComplianceRequest" ADD COLUMN "handedOnAt" TIMESTAMPTZ(3);

CREATE INDEX "Refund_created" ON "Refund" ("shopId", "createdAt" DESC);
CREATE INDEX "Offer_shown" ON "Offer" ("shopId", "shownAt" DESC) WHERE "shownAt" IS NOT NULL;
CREATE INDEX "Offer_answered" ON "Offer" ("shopId", "answeredAt" DESC) WHERE "answeredAt" IS NOT NULL;
CREATE INDEX "Order_name" ON "Order" ("shopId", "name");
CREATE INDEX "Customer_created" ON "Customer" ("shopId", "createdAt" DESC, "id" DESC);
