/**
 * `node --import ./tests/stand-in/preload.ts`: the app's processes meet the stand-in instead of Shopify, and live in
 * its time. The app itself does not know. `STAND_IN_URL` says where it is, `STAND_IN_CLOCK_FILE` how far its clock
 * is ahead; without them nothing is touched. With `STAND_IN_LIFELINE` standard input is a pipe from whoever started
 * the process: when it breaks, because that one is gone without a word, the process stops in order.
 */
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { redirectFetch } from './redirect.ts'

const followEveryMs = 100

const url = process.env.STAND_IN_URL
if (url) redirectFetch(() => url)

const clockFile = process.env.STAND_IN_CLOCK_FILE
if (clockFile) followClock(clockFile)

// Its threads begin with this file too, and have no standard input of their own.
if (process.env.STAND_IN_LIFELINE && isMainThread) {
  process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'))
  process.stdin.on('error', () => undefined) // The close that follows says it.
  process.stdin.resume().unref()
}

// Timers keep the machine's time: they measure spans, and a moved clock must not fire them.
function followClock(file: string): void {
  const machine = Date
  let offsetMs = readOffset(file) ?? 0
  setInterval(() => {
    offsetMs = readOffset(file) ?? offsetMs
  }, followEveryMs).unref()
  const machineNow = machine.now.bind(machine)
  const now = () => machineNow() + offsetMs
  globalThis.Date = new Proxy(machine, {
    construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
    apply: () => new machine(now()).toString(),
    get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
  })
  machine.prototype.constructor = globalThis.Date
}

function readOffset(file: string): number | null {
  try {
    const { offsetMs } = JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: unknown }
    return typeof offsetMs === 'number' ? offsetMs : null
  } catch {
    return null
  }
}
