import { setTimeout as wait } from 'node:timers/promises'

/** Work that goes round all who have some, a little for each. */
export interface Rounds {
  start(): void
  /** Finishes what is in hand and takes no more. */
  stop(): Promise<void>
}

/** What goes round, and how. */
export interface RoundsOptions {
  /** Who has something to do, beginning after the one that had its turn last. */
  find(after: string): Promise<string[]>
  /** One turn; returns how much was done in it. */
  work(name: string): Promise<number>
  /** A round failed as a whole; another follows after a wait. */
  onTrouble(error: unknown): void
  /** How many have their turn at the same time. */
  lanes: number
  /** How long to wait when nothing was done. */
  idleMs: number
}

const troubleMs = 500

/** Makes rounds that go on until they are stopped: one turn for each, so that nobody waits for the end of another's burst. */
export function createRounds({ find, work, onTrouble, lanes, idleMs }: RoundsOptions): Rounds {
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  let last = ''

  const round = async (): Promise<number> => {
    const names = await find(last)
    let done = 0
    const lane = async () => {
      while (!stopping.signal.aborted) {
        const name = names.shift()
        if (name === undefined) return
        last = name
        done += await work(name)
      }
    }
    await Promise.all(Array.from({ length: Math.min(lanes, names.length) }, lane))
    return done
  }

  const run = async () => {
    while (!stopping.signal.aborted) {
      const done = await round().catch((error: unknown) => {
        onTrouble(error)
        return undefined
      })
      if (!done) await pause(done === undefined ? troubleMs : idleMs, stopping.signal)
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined) // Stopping ends the wait.
}
