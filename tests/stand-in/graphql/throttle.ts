/** A bucket of points that refills all the time, as each app has one for each shop. */
export interface Bucket {
  /** Takes the points, or answers false and takes none. */
  take(points: number): boolean
  giveBack(points: number): void
  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
}

export interface Plan {
  size: number
  restorePerSecond: number
}

/** Refills in real time: moving the shop's clock brings nobody points. A new plan begins with a full bucket. */
export function bucket(currentPlan: () => Plan): Bucket {
  let plan = currentPlan()
  let points = plan.size
  let atMs = performance.now()
  const refill = () => {
    if (plan !== currentPlan()) {
      plan = currentPlan()
      points = plan.size
    }
    const nowMs = performance.now()
    points = Math.min(plan.size, points + ((nowMs - atMs) / 1000) * plan.restorePerSecond)
    atMs = nowMs
  }
  return {
    take(wanted) {
      refill()
      if (wanted > points) return false
      points -= wanted
      return true
    },
    giveBack(unused) {
      points = Math.min(plan.size, points + unused)
    },
    status() {
      refill()
      return {
        maximumAvailable: plan.size,
        currentlyAvailable: Math.floor(points),
        restoreRate: plan.restorePerSecond,
      }
    },
  }
}
