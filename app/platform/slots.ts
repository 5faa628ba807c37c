import { Unavailable } from './errors.ts'

/**
 * Lets as many pieces of work run at once as there are slots, in this process alone; the others wait in line. Throws
 * `Unavailable` after `waitMs` in line.
 */
export function createSlots({ slots, waitMs }: { slots: number; waitMs: number }) {
  let free = slots
  const line = new Set<() => void>()

  const take = async () => {
    if (free > 0) {
      free -= 1
      return
    }
    await new Promise<void>((taken, failed) => {
      const timer = setTimeout(() => {
        line.delete(enter)
        failed(new Unavailable('Too much is under way at once.'))
      }, waitMs)
      const enter = () => {
        clearTimeout(timer)
        taken()
      }
      line.add(enter)
    })
  }

  const give = () => {
    const [next] = line
    if (!next) free += 1
    else {
      line.delete(next)
      next()
    }
  }

  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await take()
    try {
      return await work()
    } finally {
      give()
    }
  }
}
