import { InlineError, Text } from '@shopify/polaris'
import type { Problem } from './editing.ts'

/** What is wrong at one place, in words; what only warns is quieter. */
export function Problems({ problems = [] }: { problems?: Problem[] | undefined }) {
  return problems.map(({ severity, text }) =>
    severity === 'blocks' ? (
      <InlineError key={text} message={text} fieldID="" />
    ) : (
      <Text key={text} as="p" tone="caution" variant="bodySm">
        {text}
      </Text>
    ),
  )
}
