// Generates the Prisma client. Prisma's schema engine is a download a closed network does not have and `generate`
// never starts it: naming any existing file keeps the command from asking for it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const schema = readFileSync(join(root, 'prisma', 'schema.prisma'))
const version = readFileSync(join(root, 'node_modules', 'prisma', 'package.json'))
const stamp = createHash('sha256').update(schema).update(version).digest('hex')
const stampFile = join(root, 'prisma', 'generated', '.stamp')

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  const result = spawnSync(
    join(root, 'node_modules', '.bin', 'node'),
    [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--no-hints'],
    {
      cwd: root,
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      encoding: 'utf8',
    },
  )
  if (result.status !== 0) {
    process.stderr.write(`prisma generate failed:\n${result.stdout}${result.stderr}`)
    process.exit(1)
  }
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}
