import { useFetcher } from '@remix-run/react'
import { BlockStack, Box, Divider, InlineStack, Modal, Spinner, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { type SurfaceState, surfaces } from '../../../domain/offers/coverage.ts'
import { When } from '../../reader.tsx'
import { Sentence } from '../../sentence.tsx'
import { orderBrowser, orderDecision as texts } from '../../texts/order-browser.ts'
import { timeline } from '../../texts/timeline.ts'
import { Candidates } from './candidates.tsx'
import { DecidedItems } from './decided-items.tsx'
import type { DecidedOrder, ShownDecision } from './decided-order.ts'
import { Incentives } from './incentives.tsx'
import type { ListedOrder } from './order-table.tsx'
import { SurfaceStateText } from './surface-state.tsx'
import { TriedRules } from './tried-rules.tsx'

/** Everything that was decided for one order, read when asked for. */
export function OrderDecision({ digits, onClose }: { digits: string; onClose: () => void }) {
  const fetcher = useFetcher<DecidedOrder>()
  const { load, data } = fetcher
  useEffect(() => load(`/app/offers/orders/decision?order=${encodeURIComponent(digits)}`), [load, digits])
  return (
    <Modal
      open
      onClose={onClose}
      title={texts.title(data?.kind === 'there' ? data.order.name : undefined)}
      size="large"
      primaryAction={{ content: texts.close, onAction: onClose }}
    >
      <Modal.Section>
        {data ? <Whole decided={data} /> : <Spinner accessibilityLabel={texts.reading} size="small" />}
      </Modal.Section>
    </Modal>
  )
}

/** The dialog scrolls, also for who has no mouse: what it holds takes the focus. */
function Whole({ decided }: { decided: DecidedOrder }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section tabIndex={0} aria-label={texts.title(undefined)}>
      <Content decided={decided} />
    </section>
  )
}

function Content({ decided }: { decided: DecidedOrder }) {
  if (decided.kind === 'not-there') return <Text as="p">{texts.gone}</Text>
  const { order, decisions, titles } = decided
  return (
    <BlockStack gap="500">
      <Surfaces order={order} />
      {decisions.length === 0 && <Text as="p">{texts.none}</Text>}
      {decisions.map((decision) => (
        <BlockStack key={decision.id} gap="300">
          <Divider />
          <Decision decision={decision} titles={titles} currency={order.total.currency} />
        </BlockStack>
      ))}
    </BlockStack>
  )
}

function Surfaces({ order: { coverage } }: { order: ListedOrder }) {
  return (
    <dl className="encore-surfaces" aria-label={texts.surfaces}>
      {surfaces.map((surface) => (
        <div key={surface}>
          <dt>{orderBrowser.surface[surface]}</dt>
          <dd>
            <SurfaceStateText state={coverage[surface]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Decision({
  decision,
  titles,
  currency,
}: {
  decision: ShownDecision
  titles: Record<string, string>
  currency: string
}) {
  const { placement, items, kept, ruleId, state } = decision
  const { placement: places, elsewhere } = timeline.evidence.offer
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="headingMd">
          {places[placement] ?? elsewhere}
        </Text>
        <Moments decision={decision} />
      </InlineStack>
      <Outcome state={state} />
      <DecidedItems items={items} />
      {kept?.test && <Text as="p">{texts.test(kept.test.arm)}</Text>}
      {!ruleId && items.length > 0 && <Text as="p">{texts.byEncore}</Text>}
      {kept ? (
        <>
          <TriedRules rules={kept.rules} ruleId={ruleId} titles={titles} currency={currency} />
          <Candidates considered={kept.considered} titles={titles} />
          <Incentives kept={kept} titles={titles} currency={currency} />
        </>
      ) : (
        <Text as="p" tone="subdued">
          {texts.past}
        </Text>
      )}
    </BlockStack>
  )
}

function Outcome({ state }: { state: SurfaceState }) {
  if (state.kind !== 'held') return null
  const said = state.why ? timeline.evidence.offer.silence[state.why] : undefined
  return (
    <Box>
      <Text as="p">
        {texts.nothing} {said}
      </Text>
    </Box>
  )
}

function Moments({ decision: { decidedAt, shownAt, answeredAt } }: { decision: ShownDecision }) {
  const said = [
    { text: texts.decidedAt, at: decidedAt },
    { text: texts.shownAt, at: shownAt },
    { text: texts.answeredAt, at: answeredAt },
  ]
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {said.map(
        ({ text, at }, place) =>
          at && (
            <span key={text}>
              {place > 0 && ', '}
              <Sentence text={text} with={{ time: <When at={at} style="moment" /> }} />
            </span>
          ),
      )}
    </Text>
  )
}
