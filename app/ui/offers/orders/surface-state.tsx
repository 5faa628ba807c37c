import { Badge, Text } from '@shopify/polaris'
import type { SurfaceState } from '../../../domain/offers/coverage.ts'
import { orderBrowser as texts } from '../../texts/order-browser.ts'
import { whyText } from './surface-words.ts'

const tones = {
  accepted: 'success',
  declined: 'warning',
  shown: 'info',
  prepared: undefined,
  held: 'attention',
  fallback: 'info',
  possible: undefined,
  'not-possible': undefined,
} as const

/** What became of one surface, with the reason below it where there is one. */
export function SurfaceStateText({ state }: { state: SurfaceState }) {
  const why = whyText(state)
  const isQuiet = state.kind === 'possible' || state.kind === 'not-possible'
  return (
    <div className="encore-surface-state">
      {isQuiet ? (
        <Text as="span" tone="subdued">
          {texts.state[state.kind]}
        </Text>
      ) : (
        <Badge tone={tones[state.kind]}>{texts.state[state.kind]}</Badge>
      )}
      {why && (
        <Text as="p" tone="subdued" variant="bodySm">
          {why}
        </Text>
      )}
    </div>
  )
}
