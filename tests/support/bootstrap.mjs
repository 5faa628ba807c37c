// Runs a TypeScript program of the project on a fresh machine: any Node from 20 up starts this file; it installs what
// is missing, generates the database client and hands over to the Node that the project's own packages bring.
//
//   node tests/support/bootstrap.mjs PROGRAM.ts [words ...]
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const bin = join(root, 'node_modules', '.bin')
const stampFile = join(root, 'node_modules', '.encore-stamp')
const lockDirectory = join(root, '.cache', 'install.lock')
const installMinutesMax = 20

const major = Number(process.versions.node.split('.')[0])
if (major < 20) fail(`Encore needs Node 20 or newer to start; this is ${process.version}.`)
const [program, ...words] = process.argv.slice(2)
if (!program) fail('Usage: node tests/support/bootstrap.mjs PROGRAM.ts [words ...]')

await install()
generate()
handOver(program, words)

async function install() {
  if (isInstalled()) return
  await waitForOtherInstall()
  if (isInstalled()) return
  try {
    say('Installing packages (once; a minute or two) ...')
    const began = Date.now()
    const ticking = setInterval(
      () => say(`  still installing, ${Math.round((Date.now() - began) / 1000)} s`),
      15_000,
    )
    const result = await npmCi()
    clearInterval(ticking)
    if (result.code !== 0) fail(`Installing failed (npm ci ended with ${result.code}):\n${result.output}`)
    if (!existsSync(join(bin, 'node')))
      fail('Installing ended without the Node runtime: were install scripts switched off?')
    writeFileSync(stampFile, wanted())
    say(`Packages are here after ${Math.round((Date.now() - began) / 1000)} s.`)
  } finally {
    rmSync(lockDirectory, { recursive: true, force: true })
  }
}

function isInstalled() {
  return (
    existsSync(stampFile) && existsSync(join(bin, 'node')) && readFileSync(stampFile, 'utf8') === wanted()
  )
}

function wanted() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** One install at a time: a second one waits, and takes over when the first has died. */
async function waitForOtherInstall() {
  mkdirSync(dirname(lockDirectory), { recursive: true })
  let told = false
  for (;;) {
    try {
      mkdirSync(lockDirectory)
      writeFileSync(join(lockDirectory, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isAlive(lockDirectory)) rmSync(lockDirectory, { recursive: true, force: true })
    else if (!told) {
      say('Another copy is installing the packages; waiting for it ...')
      told = true
    }
    await new Promise((done) => setTimeout(done, 500))
  }
}

function isAlive(directory) {
  try {
    const tooOld = Date.now() - statSync(directory).mtimeMs > installMinutesMax * 60_000
    if (tooOld) return false
    const pidFile = join(directory, 'pid')
    if (!existsSync(pidFile)) return true
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function npmCi() {
  return new Promise((done) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      // A production environment must not leave out the tools that the tests and the local store are made of.
      env: { ...process.env, NODE_ENV: 'development', npm_config_omit: '' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => done({ code: error.message, output }))
    child.on('close', (code) => done({ code, output: output.split('\n').slice(-30).join('\n') }))
  })
}

function generate() {
  const result = spawnSync(process.execPath, [join(root, 'tests', 'support', 'generate.mjs')], {
    stdio: 'inherit',
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** Ends as the program ends. Ctrl-C reaches the program through the terminal; it decides when all is put away. */
function handOver(program, words) {
  const child = spawn(join(bin, 'node'), [join(root, program), ...words], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => fail(`Could not start ${program}: ${error.message}`))
  child.on('close', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
