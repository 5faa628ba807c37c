import type pg from 'pg'
import { assert } from '../platform/errors.ts'
import { textArray } from './binary-arrays.server.ts'
import { type HotDb, inShopHot, isSilence, type JointStatement, type Statement } from './database.server.ts'

/** Beyond so many a statement for all of them takes longer than its share of the fixed cost is worth. */
const membersMax = 32
/** Where several came in one moment, others are on their way: so long the next unit of work waits for them. */
const gatherMs = 3
/** A unit of work that takes longer than this no longer holds up the next one of its shop. */
const patienceMs = 100
/** Where so many wait, a second unit of work begins beside the first: while PostgreSQL works for one, we think for the other. */
const crowdMin = membersMax / 2

/** What is to be done, and what it is about: of two that name the same thing, one waits for the other. */
export interface SharedWork<Result> {
  concerns: readonly string[]
  work: (db: HotDb) => Promise<Result>
}

interface Member {
  concerns: readonly string[]
  /** Does the work; what comes of it is said by calling the answer, once it is kept. */
  attempt: (db: HotDb) => Promise<() => void>
  alone: () => Promise<void>
  fail: (error: unknown) => void
}

/** The members of one shop that wait, and the units of work that keep the next ones waiting. */
interface Line {
  waiting: Member[]
  underWay: Set<readonly Member[]>
  isCalled: boolean
  /** Whether the last unit of work was shared. */
  isBusy: boolean
}

const lines = new Map<string, Line>()

/**
 * As `inShopHot` without waiting for the disk, for what many shoppers of one shop ask at once: all that came while one
 * unit of work was under way share the next, and what they ask with a `JointStatement` goes to the database together.
 * Each sees what its own unit of work would have seen. Where one of them fails, nothing of that unit is kept, and each
 * is worked anew in one of its own, so `work` may be called twice. Throws what `work` throws on its own.
 */
export function inShopShared<Result>(
  shopId: string,
  { concerns, work }: SharedWork<Result>,
): Promise<Result> {
  return new Promise((resolve, fail) => {
    const alone = () => inShopHot(shopId, work, { waitsForDisk: false }).then(resolve, fail)
    const attempt = async (db: HotDb) => {
      const result = await work(db)
      return () => resolve(result)
    }
    const line = lines.get(shopId) ?? { waiting: [], underWay: new Set(), isCalled: false, isBusy: false }
    lines.set(shopId, line)
    line.waiting.push({ concerns, attempt, alone, fail })
    call(shopId, line)
  })
}

/** Has the next unit of work begin once everything that has arrived by now is in line, and a moment later in a rush. */
function call(shopId: string, line: Line): void {
  const unitsMax = line.waiting.length < crowdMin ? 1 : 2
  if (line.isCalled || line.underWay.size >= unitsMax) return
  line.isCalled = true
  const next = () => {
    line.isCalled = false
    void begin(shopId, line)
  }
  if (line.isBusy) setTimeout(next, gatherMs)
  else setImmediate(next)
}

async function begin(shopId: string, line: Line): Promise<void> {
  const members = nextOf(line)
  if (members.length === 0) return // All of them wait for the unit under way, which calls the next one.
  line.underWay.add(members)
  line.isBusy = members.length > 1
  if (line.waiting.length > 0) call(shopId, line)
  const goOn = () => {
    if (!line.underWay.delete(members)) return
    if (line.waiting.length > 0) call(shopId, line)
    else if (line.underWay.size === 0 && !line.isCalled) lines.delete(shopId)
  }
  const timer = setTimeout(goOn, patienceMs)
  await (members.length > 1
    ? workTogether(shopId, members)
    : Promise.all(members.map(({ alone }) => alone())))
  clearTimeout(timer)
  goOn()
}

/** The first in line, as many as fit, none of which concerns what another of them, one before it or one under way does. */
function nextOf(line: Line): Member[] {
  const members: Member[] = []
  const others: Member[] = []
  const concerned = new Set([...line.underWay].flat().flatMap(({ concerns }) => concerns))
  for (const member of line.waiting) {
    const isFree = members.length < membersMax && !member.concerns.some((each) => concerned.has(each))
    for (const each of member.concerns) concerned.add(each)
    if (isFree) members.push(member)
    else others.push(member)
  }
  line.waiting = others
  return members
}

/** Never throws: each member is told what came of it. */
async function workTogether(shopId: string, members: Member[]): Promise<void> {
  try {
    const answers = await inShopHot(
      shopId,
      async (db) => {
        const joined = joinedDb(db)
        const attempts = await Promise.allSettled(members.map(({ attempt }) => attempt(joined)))
        return attempts.map((each) => {
          if (each.status === 'rejected') throw each.reason
          return each.value
        })
      },
      { waitsForDisk: false },
    )
    for (const answer of answers) answer()
  } catch (error) {
    // Who did not answer all of them will not answer each.
    if (isSilence(error)) for (const { fail } of members) fail(error)
    else await Promise.all(members.map(({ alone }) => alone()))
  }
}

interface Asked {
  values: unknown[]
  answer: (rows: Row[]) => void
  fail: (error: unknown) => void
}

type Row = pg.QueryResultRow

/** Sends what is asked with one joint statement in the same moment as one; every other statement goes its own way. */
function joinedDb(db: HotDb): HotDb {
  const open = new Map<JointStatement, Asked[]>()
  const send = async (statement: JointStatement) => {
    const asked = open.get(statement) ?? []
    open.delete(statement)
    await askAll(db, statement, asked)
  }
  return {
    shop: db.shop,
    run: <One extends Row>(statement: Statement | JointStatement, values: unknown[]) => {
      if (!('isJoint' in statement)) return db.run<One>(statement, values)
      return new Promise<{ rows: One[]; count: number }>((resolve, fail) => {
        const answer = (rows: Row[]) => resolve({ rows: rows as One[], count: rows.length }) // As its caller says of this statement.
        const asked = open.get(statement)
        if (asked) asked.push({ values, answer, fail })
        else {
          open.set(statement, [{ values, answer, fail }])
          // By then each of those that went on from one answer has come to its next question.
          process.nextTick(send, statement)
        }
      })
    },
  }
}

async function askAll(db: HotDb, statement: JointStatement, asked: Asked[]): Promise<void> {
  try {
    const { rows } = await db.run<Row & { at: number }>(statement, listsOf(asked))
    const answers: Row[][] = asked.map(() => [])
    for (const row of rows) answers[row.at - 1]?.push(row)
    asked.forEach(({ answer }, place) => {
      answer(answers[place] ?? [])
    })
  } catch (error) {
    for (const { fail } of asked) fail(error)
  }
}

/** In binary: node-postgres would escape every quotation mark of a list of texts. */
function listsOf(asked: readonly Asked[]): Buffer[] {
  const [first] = asked
  return (first?.values ?? []).map((_, place) =>
    textArray(asked.flatMap(({ values }) => textsIn(values[place]))),
  )
}

function textsIn(value: unknown): string[] {
  assert(
    Array.isArray(value) && value.every((each) => typeof each === 'string'),
    'a joint statement takes texts',
  )
  return value
}
