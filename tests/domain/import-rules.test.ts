import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encore-rules-'))
  await cp(join(root, '.dependency-cruiser.mjs'), join(folder, '.dependency-cruiser.mjs'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The rules that a file importing another breaks. */
async function brokenRules(from: string, to: string): Promise<string[]> {
  const { default: rules } = await import(join(root, '.dependency-cruiser.mjs'))
  const isLocal = to.includes('/')
  for (const file of isLocal ? [from, to] : [from]) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), 'export const here = 1\n')
  }
  const steps = '../'.repeat(from.split('/').length - 1)
  await writeFile(
    join(folder, from),
    `import { here } from '${isLocal ? steps + to : to}'\nexport const there = here\n`,
  )
  const options = {
    ...rules.options,
    tsConfig: undefined,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
  }
  const { output } = await cruise([from], options)
  await rm(join(folder, 'app'), { recursive: true, force: true })
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name) // `cruise` without a reporter gives the result itself.
}

test.each([
  ['app/domain/a.ts', 'app/store/b.ts', 'domain-imports-only'],
  ['app/domain/a.ts', 'node:fs', 'domain-is-pure'],
  ['app/store/a.ts', 'app/features/b.ts', 'store-imports-only'],
  ['app/features/a.ts', 'app/routes/b.ts', 'features-imports-only'],
  ['app/routes/a.ts', 'app/store/orders.server.ts', 'routes-only-open-the-store'],
  ['app/contract/a.ts', 'app/domain/b.ts', 'contract-imports-only'],
  ['extensions/x/a.ts', 'app/features/b.ts', 'extensions-know-only-the-contract'],
  ['app/features/a.ts', 'tests/support/b.ts', 'product-never-imports-tests'],
])('%s may not import %s', async (from, to, rule) => {
  expect(await brokenRules(from, to)).toContain(rule)
})

test.each([
  ['app/features/a.ts', 'app/domain/b.ts'],
  ['app/features/a.ts', 'app/store/b.ts'],
  ['app/routes/a.ts', 'app/features/b.ts'],
  ['extensions/x/a.ts', 'app/contract/b.ts'],
  ['tests/features/a.ts', 'app/features/b.ts'],
])('%s may import %s', async (from, to) => {
  expect(await brokenRules(from, to)).toEqual([])
})
