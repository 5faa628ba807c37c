/** A bucket of points that refills all the time, as each app has one for each shop. */
export interface Bucket {
  /** Takes the points, or answers false and takes none. */
  take(points: number): boolean
  giveBack(points: number): void
  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
}

/** Refills in real time: moving the shop's clock brings nobody points. */
export function bucket(size: () => number, restorePerSecond: () => number): Bucket {
  let points = size()
  let atMs = performance.now()
  const refill = () => {
    const nowMs = performance.now()
    points = Math.min(size(), points + ((nowMs - atMs) / 1000) * restorePerSecond())
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
      points = Math.min(size(), points + unused)
    },
    status() {
      refill()
      return {
        maximumAvailable: size(),
        currentlyAvailable: Math.floor(points),
        restoreRate: restorePerSecond(),
      }
    },
  }
}
