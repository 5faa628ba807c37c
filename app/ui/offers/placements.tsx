import { BlockStack, Card, ChoiceList, InlineGrid, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { languages, placements } from '../../contract/offer.ts'
import { displayName, listWords } from '../conditions/words.ts'
import { offerEditor } from '../texts/offer-editor.ts'
import type { EditorParts } from './editor-parts.ts'

const texts = offerEditor.placements

/** On which pages the rule counts. */
export function Placements({ parts: { draft, change, problems } }: { parts: EditorParts }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        <ChoiceList
          allowMultiple
          title={texts.label}
          titleHidden
          choices={placements.map((value) => ({ value, label: texts.names[value] }))}
          selected={draft.placements}
          onChange={(chosen) => change({ placements: placements.filter((each) => chosen.includes(each)) })}
          error={problems.placements}
        />
      </BlockStack>
    </Card>
  )
}

/** The merchant's own heading. */
export function Headings({ parts }: { parts: EditorParts }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {offerEditor.headings.heading}
        </Text>
        <HeadingFields parts={parts} />
      </BlockStack>
    </Card>
  )
}

/** The heading language by language. */
export function HeadingFields({ parts: { draft, change, problems } }: { parts: EditorParts }) {
  const [language, setLanguage] = useState<string>(languages[0])
  const written = Object.keys(draft.headings).filter((each) => draft.headings[each]?.trim())
  const name = displayName('language', language)
  const firstProblem = languages.find((each) => problems[`heading ${each}`])
  const problem = problems[`heading ${language}`]
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        {offerEditor.headings.body}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: ['oneThird', 'twoThirds'] }} gap="300">
        <Select
          label={offerEditor.headings.language}
          options={languages.map((value) => ({ value, label: displayName('language', value) }))}
          value={language}
          onChange={setLanguage}
          error={firstProblem && !problem ? problems[`heading ${firstProblem}`] : undefined}
        />
        <TextField
          label={offerEditor.headings.label(name)}
          autoComplete="off"
          value={draft.headings[language] ?? ''}
          onChange={(text) => change({ headings: { ...draft.headings, [language]: text } })}
          error={problem}
        />
      </InlineGrid>
      {written.length > 0 && (
        <Text as="p" tone="subdued" variant="bodySm">
          {offerEditor.headings.written(
            listWords(
              written.map((each) => displayName('language', each)),
              'conjunction',
            ),
          )}
        </Text>
      )}
    </BlockStack>
  )
}
