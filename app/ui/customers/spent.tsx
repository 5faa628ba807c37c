import type { Spent } from '../../domain/customer-page.ts'
import { Amount, Count } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { spent as texts } from '../texts/customers.ts'

/** What a customer spent, each currency for itself. */
export function SpentText({ spent }: { spent: Spent | undefined }) {
  if (!spent) return texts.nothing
  const { amounts, currenciesLeftOut } = spent
  const [a, b, c] = amounts.map((money) => <Amount key={money.currency} money={money} />)
  if (currenciesLeftOut > 0) {
    const parts = { a, count: <Count count={currenciesLeftOut} /> }
    return <Sentence text={texts.more(currenciesLeftOut)} with={parts} />
  }
  return <Sentence text={c ? texts.three : b ? texts.two : texts.one} with={{ a, b, c }} />
}
