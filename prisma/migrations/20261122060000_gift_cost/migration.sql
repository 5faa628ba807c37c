-- What the gift cost that came with an item when it was bought: "costMinor" holds it too.
ALTER TABLE "OfferItem" ADD COLUMN "giftCostMinor" BIGINT;
