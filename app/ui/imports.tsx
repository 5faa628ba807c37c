import { BlockStack, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import type { ImportProgress } from '../domain/setup.ts'
import { Count } from './reader.tsx'
import { Sentence } from './sentence.tsx'
import { home } from './texts/home.ts'

const texts = home.imports
const wholePercent = 100

/** How far each kind of history has come. Takes the same room from beginning to end. */
export function Imports({ imports }: { imports: ImportProgress[] }) {
  return (
    <BlockStack gap="300">
      {imports.map((progress) => (
        <ImportLine key={progress.kind} progress={progress} />
      ))}
    </BlockStack>
  )
}

function ImportLine({ progress: { kind, status, kept, share } }: { progress: ImportProgress }) {
  const id = `import-${kind}`
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id}>
          {texts.kind[kind]}
        </Text>
        <Text as="span" tone={status === 'failed' ? 'critical' : 'subdued'}>
          <Sentence text={texts.status[status]} with={{ kept: <Count count={kept} /> }} />
        </Text>
      </InlineStack>
      <ProgressBar
        progress={Math.round((share ?? 0) * wholePercent)}
        size="small"
        tone={status === 'failed' ? 'critical' : status === 'done' ? 'success' : 'highlight'}
        ariaLabelledBy={id}
        animated={false}
      />
    </BlockStack>
  )
}
