import { BlockStack, Button, InlineStack, Select, Tag, Text, TextField } from '@shopify/polaris'
import {
  bodyCharactersMax,
  buttonCharactersMax,
  subjectCharactersMax,
} from '../../domain/journeys/message-texts.ts'
import type { MessageStep } from '../../domain/journeys/steps/message.ts'
import type { MessageTexts } from '../../domain/journeys/touch-wish.ts'
import { variables } from '../../domain/messages/fill-template.ts'
import { messageLanguages } from '../../domain/messages/languages.ts'
import { displayName, listWords } from '../conditions/words.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import type { PanelParts } from './panel-parts.ts'

const texts = journeySteps.message

interface Props {
  step: MessageStep
  onChange: (texts: MessageStep['texts']) => void
  parts: PanelParts
}

/** The words of a message: Encore's own, or the merchant's in each language they write. */
export function MessageTextsFields({ step, onChange, parts }: Props) {
  const { language: chosen, choose } = parts.writing
  const templateTexts = parts.writing.templateTexts(step.template)
  const own = step.texts[chosen]
  const written = messageLanguages.filter((each) => step.texts[each])
  const set = (next: MessageTexts | undefined) => {
    const { [chosen]: _before, ...others } = step.texts
    // What is written is to be seen, whoever it is previewed as.
    choose(chosen)
    onChange(next ? { ...others, [chosen]: next } : others)
  }
  return (
    <BlockStack gap="300">
      <Text as="h4" variant="headingSm">
        {texts.texts}
      </Text>
      <Select
        label={texts.language}
        options={messageLanguages.map((value) => ({ value, label: displayName('language', value) }))}
        value={chosen}
        onChange={(next) => choose(messageLanguages.find((each) => each === next) ?? 'en')}
      />
      {own ? (
        <Own value={own} onChange={set} />
      ) : (
        <BlockStack gap="200">
          <Text as="p" tone="subdued">
            {texts.templateSays}
          </Text>
          <InlineStack>
            <Button disabled={!templateTexts} onClick={() => set(templateTexts)}>
              {texts.ownWords}
            </Button>
          </InlineStack>
        </BlockStack>
      )}
      {written.length > 0 && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.written(
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

function Own({
  value,
  onChange,
}: {
  value: MessageTexts
  onChange: (next: MessageTexts | undefined) => void
}) {
  const { subject, body, button } = value
  return (
    <BlockStack gap="300">
      <TextField
        label={texts.subject}
        autoComplete="off"
        maxLength={subjectCharactersMax}
        value={subject}
        onChange={(next) => onChange({ ...value, subject: next.replaceAll(/[\r\n]/g, ' ') })}
        error={subject.trim() === '' ? texts.subjectMissing : undefined}
      />
      <TextField
        label={texts.body}
        helpText={texts.bodyHelp}
        multiline={6}
        autoComplete="off"
        maxLength={bodyCharactersMax}
        value={body}
        onChange={(next) => onChange({ ...value, body: next })}
        error={body.trim() === '' ? texts.bodyMissing : undefined}
      />
      <InlineStack gap="100" blockAlign="center">
        <Text as="span" tone="subdued" variant="bodySm">
          {texts.insert}
        </Text>
        {variables.map((name) => (
          <Tag key={name} onClick={() => onChange({ ...value, body: `${body}{{${name}}}` })}>
            {`{{${name}}}`}
          </Tag>
        ))}
      </InlineStack>
      <TextField
        label={texts.button}
        helpText={texts.buttonHelp}
        autoComplete="off"
        maxLength={buttonCharactersMax}
        value={button ?? ''}
        onChange={(next) => onChange({ ...value, button: next === '' ? undefined : next })}
      />
      <InlineStack>
        <Button variant="tertiary" onClick={() => onChange(undefined)}>
          {texts.templateWords}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
