import { join } from 'node:path'
import { buildApp, isBuilt } from './demo/build-app.ts'
import { takeLock } from './demo/lock.ts'
import { say, step } from './demo/say.ts'
import { createStore } from './demo/store.ts'

// `npm run demo`: a whole shop with Encore in it on this machine. `-- --fresh` forgets everything first.

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.data', 'demo')
const words = process.argv.slice(2)

let isStopping = false

const unknown = words.find((word) => word !== '--fresh')
if (unknown) end(1, `There is no ${unknown}. Usage: npm run demo [-- --fresh]`)

const lock = takeLock(join(folder, 'lock.json'))
if (lock.kind === 'refused') {
  const where = lock.by.url ? ` at ${lock.by.url}` : ', still starting'
  end(
    1,
    `The local store already runs${where} (process ${lock.by.pid}).\nStop that one first (Ctrl-C in its window), or just use it.`,
  )
}
const store = createStore({
  root,
  folder,
  isFresh: words.includes('--fresh'),
  onStarted: (more) => lock.kind === 'held' && lock.note(more),
  onDeath: died,
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

try {
  say('Encore, local store')
  if (!isBuilt(root)) await step('Building the admin', () => buildApp(root))
  if (!isStopping) await store.open()
} catch (error) {
  await stop(1, error instanceof Error ? error.message : String(error))
}

/** A process of the app ended though nobody asked: says so with its last words, and puts everything away. */
function died(name: string, how: string, lines: string[], logFile: string): void {
  if (isStopping) return
  void stop(
    1,
    `\nThe ${name} process ended by itself (${how}). Its last lines, all of them in ${logFile}:\n\n${lines.join('\n')}`,
  )
}

async function stop(code: number, message?: string): Promise<void> {
  if (isStopping) return
  isStopping = true
  if (message) process.stderr.write(`${message}\n`)
  say('\nStopping; what is held is finished first.')
  await store.close().catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  if (lock.kind === 'held') lock.release()
  process.exit(code)
}

function end(code: number, message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}
