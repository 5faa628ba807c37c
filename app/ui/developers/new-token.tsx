import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, ChoiceList, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { apiScopes, apiTokenNameMax } from '../../domain/api-token.ts'
import { developers } from '../texts/developers.ts'
import { CopiedField } from './copied-field.tsx'

const texts = developers.make

interface Answer {
  kind: string
  token?: string
  field?: string
  max?: number
}

/** Makes a token, and shows it this once. */
export function NewToken() {
  const fetcher = useFetcher<Answer>()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => {
    if (fetcher.data?.kind !== 'made') return
    setName('')
    setScopes([])
  }, [fetcher.data])
  const make = () => {
    const form = new FormData()
    form.append('intent', 'make')
    form.append('name', name)
    for (const scope of scopes) form.append('scopes', scope)
    fetcher.submit(form, { method: 'post', action: '/app/settings/developers?index' })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        {answer?.kind === 'made' && answer.token && <Made token={answer.token} />}
        <TextField
          label={texts.name}
          helpText={texts.nameHelp}
          value={name}
          onChange={setName}
          autoComplete="off"
          maxLength={apiTokenNameMax}
          error={answer?.field === 'name' ? texts.nameRefused : undefined}
        />
        <ChoiceList
          title={texts.scopes}
          allowMultiple
          choices={apiScopes.map((scope) => ({ value: scope, label: developers.scopes[scope] }))}
          selected={scopes}
          onChange={setScopes}
          error={refusalOf(answer)}
        />
        <InlineStack>
          <Button onClick={make} loading={fetcher.state !== 'idle'}>
            {texts.action}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

function refusalOf(answer: Answer | undefined): string | undefined {
  if (answer?.field === 'scopes') return texts.scopesRefused
  return answer?.field === 'count' ? texts.countRefused(answer.max ?? 0) : undefined
}

function Made({ token }: { token: string }) {
  return (
    <Banner tone="success">
      <BlockStack gap="300">
        <Text as="p">{texts.made}</Text>
        <CopiedField label={texts.token} value={token} />
      </BlockStack>
    </Banner>
  )
}
