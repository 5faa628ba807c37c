import { BlockStack, Text } from '@shopify/polaris'
import { type Column, DataTable } from '../data-table.tsx'
import { Amount, Count, useReader } from '../reader.tsx'
import { twoVersions as texts } from '../texts/two-versions.ts'
import { RangeBar } from './range-bar.tsx'
import type { ShownArm, ShownTest } from './shown-test.ts'
import {
  changeWords,
  farthestOf,
  netRangeWords,
  shareRangeWords,
  shareWords,
  stateWords,
  verdictWords,
} from './version-words.ts'

/** What a test has shown so far: the verdict, each version's figures, and how far apart they surely are. */
export function TestResult({
  test,
  titles,
  currency,
}: {
  test: ShownTest
  titles: Record<string, string>
  currency: string
}) {
  const reader = useReader()
  const { short, long } = verdictWords(test.verdict)
  const [, ...others] = test.arms
  const farthest = {
    share: farthestOf(others.map(({ boughtAgainstFirst }) => boughtAgainstFirst)),
    net: farthestOf(others.map(({ netAgainstFirst }) => netAgainstFirst)),
  }
  return (
    <BlockStack gap="400">
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {short}
        </Text>
        <Text as="p">{long}</Text>
        <Text as="p" tone="subdued" variant="bodySm">
          <span suppressHydrationWarning>{stateWords(test, reader)}</span>
        </Text>
      </BlockStack>
      <DataTable
        label={texts.heading}
        columns={columnsFor(titles, currency)}
        rows={test.arms}
        rowKey={({ name }) => name}
      />
      {others.map((arm) => (
        <Ranges key={arm.name} arm={arm} farthest={farthest} currency={currency} />
      ))}
      {farthest.net > 0 && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.rangeMeaning(others.length)}
        </Text>
      )}
      {!test.isCostWhole && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.costUnknown}
        </Text>
      )}
    </BlockStack>
  )
}

function columnsFor(titles: Record<string, string>, currency: string): Column<ShownArm>[] {
  const { columns } = texts
  return [
    {
      key: 'version',
      label: columns.version,
      widthPercent: 40,
      cell: (arm) => <Version arm={arm} titles={titles} currency={currency} />,
    },
    {
      key: 'shown',
      label: columns.shown,
      widthPercent: 13,
      isEnd: true,
      cell: ({ shown }) => <Count count={shown} />,
    },
    {
      key: 'bought',
      label: columns.bought,
      widthPercent: 13,
      isEnd: true,
      cell: ({ bought }) => <Count count={bought} />,
    },
    {
      key: 'share',
      label: columns.share,
      widthPercent: 15,
      isEnd: true,
      cell: ({ boughtShare }) => <Share share={boughtShare} />,
    },
    {
      key: 'net',
      label: columns.net,
      widthPercent: 19,
      isEnd: true,
      cell: ({ netMinorPerShown: net }) =>
        net === undefined ? texts.notShown : <Amount money={{ minor: Math.round(net), currency }} />,
    },
  ]
}

function Version({
  arm: { name, change },
  titles,
  currency,
}: {
  arm: ShownArm
  titles: Record<string, string>
  currency: string
}) {
  const reader = useReader()
  return (
    <>
      <Text as="p" fontWeight="medium">
        {texts.version(name)}
      </Text>
      <Text as="p" tone="subdued">
        <span suppressHydrationWarning>{changeWords(change, { titles, currency, reader })}</span>
      </Text>
    </>
  )
}

function Share({ share }: { share: number | undefined }) {
  const reader = useReader()
  if (share === undefined) return texts.notShown
  return (
    <span className="encore-number" suppressHydrationWarning>
      {shareWords(share, reader)}
    </span>
  )
}

/** How a version differs from the first; nothing while it is too early. */
function Ranges({
  arm: { name, boughtAgainstFirst: share, netAgainstFirst: net },
  farthest,
  currency,
}: {
  arm: ShownArm
  farthest: { share: number; net: number }
  currency: string
}) {
  const reader = useReader()
  if (!share && !net) return null
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {texts.against(name)}
      </Text>
      <dl className="encore-facts">
        {share && (
          <div>
            <dt>{texts.share}</dt>
            <dd>
              <span suppressHydrationWarning>{shareRangeWords(share, reader)}</span>
              <RangeBar range={share} farthest={farthest.share} />
            </dd>
          </div>
        )}
        {net && (
          <div>
            <dt>{texts.net}</dt>
            <dd>
              <span suppressHydrationWarning>{netRangeWords(net, currency, reader)}</span>
              <RangeBar range={net} farthest={farthest.net} />
            </dd>
          </div>
        )}
      </dl>
    </BlockStack>
  )
}
