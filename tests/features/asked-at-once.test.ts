import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { asHot, inShop, pastPrisma } from '../../app/store/database.server.ts'
import { shop, withDatabase } from '../support/database.ts'

withDatabase()

const numbers = [3, 1, 2, 5, 4]

// The driver warns once in a process, and its next version refuses: nobody else may have asked before.
test('what a unit of work asks at once is answered in its turn, in a way that the driver supports', async () => {
  const warnings: string[] = []
  const note = ({ message }: Error) => warnings.push(message)
  process.on('warning', note)
  const answers = await inShop(shop, (db) =>
    Promise.all(
      numbers.flatMap((number) => [
        db.$queryRaw<{ number: number }[]>`select ${number}::int as "number"`,
        asHot(db)
          .run<{ number: number }>({ text: 'select $1::int as "number"' }, [number])
          .then(({ rows }) => rows),
        pastPrisma(db)
          .run<{ number: number }>({ text: 'select $1::int as "number"' }, [number])
          .then(({ rows }) => rows),
      ]),
    ),
  )
  await setImmediate()
  process.off('warning', note)
  expect(answers.map(([row]) => row?.number)).toEqual(numbers.flatMap((each) => [each, each, each]))
  expect(warnings).toEqual([])
})

test('one of them that fails takes the unit of work along, and leaves the connection to others', async () => {
  const work = inShop(shop, async (db) => {
    await db.shop.updateMany({ data: { name: 'Changed' } })
    await Promise.all([
      db.$queryRaw`select 1`,
      db.$queryRaw`select 1 / ${0}::int`,
      db.$queryRaw`select 2`.catch(() => undefined),
    ])
  })
  await expect(work).rejects.toThrow()
  const known = await inShop(shop, (db) => db.shop.findFirstOrThrow())
  expect(known.name).not.toBe('Changed')
})
