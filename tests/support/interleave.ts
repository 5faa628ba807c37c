import { acrossShops } from '../../app/store/database.server.ts'

/** Waits until somebody waits for a row or a lock that another unit of work holds, or until this one came to its end. */
export async function untilItWaitsOrEnds(other: Promise<unknown>): Promise<void> {
  let hasEnded = false
  const noted = () => {
    hasEnded = true
  }
  other.then(noted, noted)
  while (!hasEnded) {
    const { rows } = await acrossShops().query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
  }
}
