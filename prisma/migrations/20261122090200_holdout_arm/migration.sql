-- Whether who entered a journey is contacted by it or left alone, and of how many in a hundred who were left alone then:
-- drawn at entry and kept. Null where nobody was, and for who entered before lots were kept.
ALTER TABLE "Enrollment" ADD COLUMN "arm" TEXT CHECK ("arm" IN ('reached', 'left-alone'));
ALTER TABLE "Enrollment" ADD COLUMN "armPercent" INTEGER;
ALTER TABLE "Enrollment" ADD CONSTRAINT "Enrollment_arm_whole" CHECK (("arm" IS NULL) = ("armPercent" IS NULL));
