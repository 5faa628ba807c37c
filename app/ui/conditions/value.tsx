import { TextField } from '@shopify/polaris'
import type { ValueEditorProps } from 'react-querybuilder'
import { languages } from '../../contract/offer.ts'
import { presences, priceBands } from '../../domain/conditions/condition.ts'
import { conditionEditor, conditions } from '../texts/conditions.ts'
import { type Option, type OptionSource, Picker } from './picker.tsx'
import { isAmount, kindOf, problemOf, textsOf } from './query.ts'
import { displayName, nameOf } from './words.ts'

const texts = conditionEditor.value

/** What the query builder hands on to every value. */
export interface ValueContext {
  currency: string
  titles: Record<string, string>
  /** Countries and currencies that the shop's orders know. */
  countries: string[]
  currencies: string[]
  channels: string[]
  /** Whether problems are said: after the merchant tried to save. */
  saysProblems: boolean
  onFound: (options: Option[]) => void
}

/** The value of one test: a picker, a number, an amount or a day. */
export function ValueEditor({ field, operator, value, handleOnChange, context }: ValueEditorProps) {
  const known: ValueContext = context
  const problem = known.saysProblems ? problemOf({ field, operator, value }, known.currency) : undefined
  const kind = kindOf(field)
  if (kind === 'list' || kind === 'choice')
    return (
      <Picker
        label={texts.list}
        source={sourceOf(field, known)}
        chosen={textsOf(value)}
        nameOf={(each) => nameOf(field, each, known)}
        onChange={(chosen, labels) => {
          known.onFound(labels)
          handleOnChange(chosen)
        }}
        error={problem}
      />
    )
  return (
    <TextField
      label={kind === 'time' ? texts.date : texts.number}
      labelHidden
      type={kind === 'time' ? 'date' : 'text'}
      inputMode={kind === 'time' ? undefined : isAmount(field) ? 'decimal' : 'numeric'}
      suffix={isAmount(field) ? known.currency : undefined}
      autoComplete="off"
      value={String(value ?? '')}
      onChange={handleOnChange}
      error={problem}
    />
  )
}

const searched: Record<string, { of: string; mayBeTyped: boolean }> = {
  'order.products': { of: 'product', mayBeTyped: false },
  'customer.products': { of: 'product', mayBeTyped: false },
  'order.collections': { of: 'collection', mayBeTyped: false },
  'order.productTags': { of: 'product-tag', mayBeTyped: true },
  'order.vendors': { of: 'vendor', mayBeTyped: true },
  'order.discountCodes': { of: 'discount-code', mayBeTyped: true },
  'customer.tags': { of: 'customer-tag', mayBeTyped: true },
}

/** Where the values of a list or choice come from: a search of the shop’s own, or all that there are. */
export function sourceOf(field: string, known: ValueContext): OptionSource {
  const search = searched[field]
  if (search) return { kind: 'search', ...search }
  return { kind: 'list', options: optionsOf(field, known) }
}

function optionsOf(field: string, { countries, currencies, channels }: ValueContext): Option[] {
  switch (field) {
    case 'order.country':
      return countries.map((value) => ({ value, label: displayName('region', value) }))
    case 'order.currency':
      return currencies.map((value) => ({ value, label: value }))
    case 'order.language':
      return languages.map((value) => ({ value, label: displayName('language', value) }))
    case 'order.channel':
      return channels.map((value) => ({ value, label: conditions.channels[value] ?? value }))
    case 'customer.priceBand':
      return priceBands.map((value) => ({ value, label: conditions.priceBands[value] }))
    case 'customer.presence':
      return presences.map((value) => ({ value, label: conditions.presences[value] }))
    case 'moment.weekday':
      return conditions.weekdays.map((label, at) => ({ value: String(at + 1), label }))
    default:
      return []
  }
}
