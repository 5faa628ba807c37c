-- When what an ended walk was made of was erased; until then it is found by when it ended.
ALTER TABLE "Enrollment" ADD COLUMN "detailsErasedAt" TIMESTAMPTZ(3);
CREATE INDEX "Enrollment_ended" ON "Enrollment" ("shopId", "endedAt")
 WHERE "status" = 'ended' AND "detailsErasedAt" IS NULL;
