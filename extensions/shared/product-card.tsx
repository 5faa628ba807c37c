import type { ComponentChildren } from 'preact'
import { quantityMax } from '../../app/contract/offer.ts'
import type { Card } from './card.ts'
import { fullTitle } from './goods.ts'
import type { Host } from './host.ts'
import { costOf } from './price.ts'

/** From this width on several products stand in a row, and below it one under the other. */
export const rowFrom = '@container (inline-size > 440px)'

interface Offered {
  i18n: Host['i18n']
  card: Card
  /** How many products are shown: a single one has its picture beside its words also where there is room. */
  of: number
  /** Why, in one line. */
  reason: string
  /** What is given with it that the price cannot show. */
  extra?: string | undefined
  onVariant(variantId: string): void
  onQuantity(typed: string): void
  children?: ComponentChildren
}

/** One product with picture, price and reason, its variants and how many; what can be done with it stands below. */
export function ProductCard({ i18n, card, of, reason, extra, onVariant, onQuantity, children }: Offered) {
  const { goods, choice } = card
  const isRow = of > 1
  const columns = !choice.image ? '1fr' : isRow ? `${rowFrom} 1fr, 72px 1fr` : '96px 1fr'
  return (
    <s-grid
      accessibilityRole={isRow ? 'list-item' : 'generic'}
      gridTemplateRows={isRow ? '1fr auto' : 'auto'}
      minInlineSize="0"
      gap="small-200"
    >
      <s-grid gridTemplateColumns={columns} gap="small" alignItems="start" alignContent="start">
        {choice.image && (
          <s-image
            src={choice.image.url}
            alt={choice.image.alt}
            aspectRatio="1"
            objectFit="cover"
            borderRadius="base"
          />
        )}
        <s-stack gap="small-400">
          <s-heading>{goods.choices.length > 1 ? goods.title : fullTitle(goods.title, choice)}</s-heading>
          <Price i18n={i18n} card={card} />
          {extra && <s-text>{extra}</s-text>}
          <s-text color="subdued">{reason}</s-text>
        </s-stack>
      </s-grid>
      <s-stack gap="small-200">
        <Choosers i18n={i18n} card={card} of={of} onVariant={onVariant} onQuantity={onQuantity} />
        {children}
      </s-stack>
    </s-grid>
  )
}

/** Before and now stand beside each other for the eye and are one sentence for the ear. */
function Price({ i18n, card: { goods, choice, quantity } }: Pick<Offered, 'i18n' | 'card'>) {
  const { now, was, currency } = costOf(choice.price, quantity, goods.item.incentive)
  const money = (amount: number) => i18n.formatCurrency(amount, { currency })
  if (was === undefined) return <s-text>{money(now)}</s-text>
  return (
    <s-stack direction="inline" gap="small-200">
      <s-text accessibilityVisibility="exclusive">
        {i18n.translate('priceNow', { now: money(now), was: money(was) })}
      </s-text>
      <s-text type="redundant" color="subdued" accessibilityVisibility="hidden">
        {money(was)}
      </s-text>
      <s-text type="strong" accessibilityVisibility="hidden">
        {money(now)}
      </s-text>
    </s-stack>
  )
}

function Choosers({
  i18n,
  card: { goods, choice, quantity },
  of,
  onVariant,
  onQuantity,
}: Pick<Offered, 'i18n' | 'card' | 'of' | 'onVariant' | 'onQuantity'>) {
  const product = goods.title
  const hasChoice = goods.choices.length > 1
  const columns = !hasChoice ? '1fr' : of > 1 ? `${rowFrom} 1fr, 1fr 120px` : '1fr 120px'
  return (
    <s-grid gridTemplateColumns={columns} gap="small-200" alignItems="end">
      {hasChoice && (
        <s-select
          label={i18n.translate('version', { product })}
          value={choice.id}
          onChange={(event) => onVariant(typedIn(event))}
        >
          {goods.choices.map(({ id, title }) => (
            <s-option key={id} value={id}>
              {title}
            </s-option>
          ))}
        </s-select>
      )}
      <s-number-field
        label={i18n.translate('quantity', { product })}
        labelAccessibilityVisibility="exclusive"
        controls="stepper"
        inputMode="numeric"
        min={1}
        max={quantityMax}
        step={1}
        value={String(quantity)}
        onChange={(event) => onQuantity(typedIn(event))}
      />
    </s-grid>
  )
}

/** Shopify's types leave open what an event of a field comes from. */
function typedIn({ currentTarget }: Event): string {
  return String(Reflect.get(currentTarget ?? {}, 'value') ?? '')
}
