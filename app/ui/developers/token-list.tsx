import { useFetcher } from '@remix-run/react'
import { BlockStack, Box, Button, Card, InlineError, Modal, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { ApiToken } from '../../domain/api-token.ts'
import { type Column, DataTable } from '../data-table.tsx'
import { When } from '../reader.tsx'
import { developers } from '../texts/developers.ts'

const texts = developers.list

/** The tokens in use, and a way to revoke each. */
export function TokenList({ tokens }: { tokens: ApiToken[] }) {
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p">{texts.body}</Text>
          {tokens.length === 0 && (
            <Text as="p" tone="subdued">
              {texts.none}
            </Text>
          )}
        </BlockStack>
      </Box>
      {tokens.length > 0 && (
        <DataTable label={texts.table} columns={columns} rows={tokens} rowKey={({ id }) => id} />
      )}
    </Card>
  )
}

const columns: Column<ApiToken>[] = [
  {
    key: 'name',
    widthPercent: 30,
    label: texts.columns.name,
    cell: ({ name }) => (
      <Text as="span" fontWeight="semibold" breakWord>
        {name}
      </Text>
    ),
  },
  {
    key: 'may',
    widthPercent: 38,
    label: texts.columns.may,
    cell: ({ scopes }) => scopes.map((scope) => developers.scopes[scope]).join('. '),
  },
  {
    key: 'used',
    widthPercent: 17,
    label: texts.columns.used,
    cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} style="day" /> : texts.never),
  },
  { key: 'revoke', widthPercent: 15, label: texts.columns.revoke, cell: (token) => <Revoke token={token} /> },
]

function Revoke({ token: { id, name } }: { token: ApiToken }) {
  const fetcher = useFetcher<{ kind: string }>()
  const [isAsking, setIsAsking] = useState(false)
  const revoke = () => {
    setIsAsking(false)
    fetcher.submit({ intent: 'revoke', id }, { method: 'post', action: '/app/settings/developers?index' })
  }
  return (
    <>
      <Button
        size="slim"
        tone="critical"
        accessibilityLabel={texts.revokeOf(name)}
        loading={fetcher.state !== 'idle'}
        onClick={() => setIsAsking(true)}
      >
        {texts.revoke}
      </Button>
      {fetcher.data?.kind === 'gone' && <InlineError message={texts.gone} fieldID={id} />}
      <Modal
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={texts.revokeTitle(name)}
        primaryAction={{ content: texts.revoke, destructive: true, onAction: revoke }}
        secondaryActions={[{ content: texts.cancel, onAction: () => setIsAsking(false) }]}
      >
        <Modal.Section>{texts.revokeBody}</Modal.Section>
      </Modal>
    </>
  )
}
