// The worker of the dry-run bench: carries one dry run out and says how long it took and what it needed.
import { dryRunJourney } from '../../app/features/journeys/dry-run-journey.ts'
import { connect, disconnect } from '../../app/store/database.server.ts'

/** `peakMemoryMb` is of the whole process. */
export type Walked = { seconds: number; peakMemoryMb: number }

const [url = '', shop = '', id = '', now = ''] = process.argv.slice(2)
connect(url)
const beganMs = performance.now()
await dryRunJourney({ shop, id, now: new Date(now) })
const walked: Walked = {
  seconds: (performance.now() - beganMs) / 1_000,
  peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
}
await disconnect()
process.send?.(walked)
process.disconnect?.()
