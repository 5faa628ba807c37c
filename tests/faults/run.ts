// npm run faults -- [--seeds N] [--from S] [--orders N] [--walks] [--mutation NAME]
// Lives through N seeded bad days; with --walks customers walk a journey besides, and PostgreSQL is not stopped. A day is repeated by its seed: `npm run faults -- --from S`.
import { parseArgs } from 'node:util'
import { fullDay, liveThrough } from './scenario.ts'
import { withServer } from './server.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    orders: { type: 'string', default: String(fullDay.orders) },
    walks: { type: 'boolean', default: false },
    mutation: { type: 'string' },
  },
})

const from = Number(values.from)
const seeds = Number(values.seeds)
let violations = 0
await withServer(async (server) => {
  for (let seed = from; seed < from + seeds; seed++) {
    const { orders, walks } = values
    const severity = { ...fullDay, orders: Number(orders), walks, ...(walks && { stops: 0 }) }
    const outcome = await liveThrough(server, { seed, severity, mutation: values.mutation })
    violations += outcome.violations.length
    const facts = `${outcome.acknowledged} deliveries, ${outcome.seconds.toFixed(1)} s`
    process.stdout.write(`seed ${seed}: ${facts}, ${outcome.violations.length} violations\n`)
    for (const violation of outcome.violations) process.stdout.write(`  ${violation}\n`)
  }
})
process.stdout.write(`${seeds} seeds, ${violations} violations\n`)
process.exitCode = violations > 0 ? 1 : 0
