-- What waits has an index of its own and what was set aside too: one of all deliveries made each be entered three
-- times on arrival, which is what a flash sale has least time for. What is worked is entered when it is.
DROP INDEX "Delivery_received";
CREATE INDEX "Delivery_worked" ON "Delivery" ("shopId", "receivedAt" DESC) WHERE "status" = 'done';
