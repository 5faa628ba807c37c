-- A rule that was removed can be put back, and what it offered can still be named.
ALTER TABLE "Rule" ADD COLUMN "deletedAt" TIMESTAMPTZ(3);
