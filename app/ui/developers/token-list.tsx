import { useFetcher } from '@remix-run/react'
import { Button, InlineError, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { ApiToken } from '../../domain/api-token.ts'
import { AskFirst } from '../ask-first.tsx'
import type { Column } from '../data-table.tsx'
import { When } from '../reader.tsx'
import { TableCard } from '../table-card.tsx'
import { developers } from '../texts/developers.ts'

const texts = developers.list

/** The tokens in use, and a way to revoke each. */
export function TokenList({ tokens }: { tokens: ApiToken[] }) {
  return <TableCard texts={texts} columns={columns} rows={tokens} />
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
      <AskFirst
        isOpen={isAsking}
        title={texts.revokeTitle(name)}
        body={texts.revokeBody}
        action={texts.revoke}
        keep={texts.cancel}
        onClose={() => setIsAsking(false)}
        onAction={() =>
          fetcher.submit(
            { intent: 'revoke', id },
            { method: 'post', action: '/app/settings/developers?index' },
          )
        }
      />
    </>
  )
}
