import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['app', 'public', 'vite.config.ts', 'package-lock.json']

/** Whether the built admin is made of the sources as they are now. */
export function isBuilt(root: string): boolean {
  const stamp = stampFile(root)
  const isThere = existsSync(join(root, 'build', 'server', 'index.js')) && existsSync(stamp)
  return isThere && readFileSync(stamp, 'utf8') === hashSources(root)
}

/** Builds the admin as `npm run build` does. Throws with the last lines of what the build said. */
export async function buildApp(root: string): Promise<void> {
  const hash = hashSources(root)
  await run(root, [join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js'), 'vite:build'])
  writeFileSync(stampFile(root), hash)
}

function stampFile(root: string): string {
  return join(root, 'build', '.sources')
}

function run(root: string, words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The admin could not be built:\n${output.split('\n').slice(-25).join('\n')}`))
    })
  })
}

function hashSources(root: string): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesOf(join(root, source)))
      hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
