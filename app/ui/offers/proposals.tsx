import { BlockStack, Button, Card, Text } from '@shopify/polaris'
import { type ProposedRule, proposalSearch, proposedDefinition } from '../../domain/offers/proposal.ts'
import { formatCount } from '../format.ts'
import { useReader } from '../reader.tsx'
import { offers } from '../texts/offers.ts'
import { ruleSentence } from './rule-words.ts'

const texts = offers.empty

/** A rule to begin with, as the page shows it. */
export interface Proposal {
  proposal: ProposedRule
  title: string
  otherTitle: string | undefined
  customers: number
  stock: number | undefined
}

/** What a shop without rules may begin with: up to three, each with what speaks for it. */
export function Proposals({ proposals, currency }: { proposals: Proposal[]; currency: string }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p">{proposals.length > 0 ? texts.body : texts.bare}</Text>
        </BlockStack>
        <ul className="encore-proposals">
          {proposals.map((each) => (
            <OneProposal key={proposalSearch(each.proposal).toString()} {...each} currency={currency} />
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}

function OneProposal({
  proposal,
  title,
  otherTitle = '',
  customers,
  stock = 0,
  currency,
}: Proposal & { currency: string }) {
  const reader = useReader()
  const titles = {
    [proposal.productId]: title,
    ...('otherId' in proposal && { [proposal.otherId]: otherTitle }),
  }
  const sentence = ruleSentence(proposedDefinition(proposal), { titles, currency, reader })
  const count = formatCount(customers, reader)
  return (
    <li>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {proposalName(proposal, title, otherTitle)}
        </Text>
        <Text as="p">{sentence}</Text>
        <Text as="p" tone="subdued">
          <span suppressHydrationWarning>
            {evidenceOf(proposal, { title, otherTitle, customers, count, stock: formatCount(stock, reader) })}
          </span>
        </Text>
        <div>
          <Button
            url={`/app/offers/new?${proposalSearch(proposal)}`}
            accessibilityLabel={`${texts.open}: ${proposalName(proposal, title, otherTitle)}`}
          >
            {texts.open}
          </Button>
        </div>
      </BlockStack>
    </li>
  )
}

/** What a proposed rule is called. */
export function proposalName({ kind }: ProposedRule, title: string, otherTitle: string): string {
  const { pair, repeat, stock } = offers.proposals
  if (kind === 'repeat') return repeat.name(title)
  return kind === 'pair' ? pair.name(title, otherTitle) : stock.name(title, otherTitle)
}

interface Evidence {
  title: string
  otherTitle: string
  customers: number
  count: string
  stock: string
}

function evidenceOf(
  proposal: ProposedRule,
  { title, otherTitle, customers, count, stock }: Evidence,
): string {
  const texts = offers.proposals
  switch (proposal.kind) {
    case 'pair':
      return texts.pair.evidence(customers, count, title, otherTitle)
    case 'repeat':
      return texts.repeat.evidence(customers, count, title, proposal.days)
    case 'stock':
      return texts.stock.evidence(stock, customers, count, title, otherTitle)
    default:
      return proposal satisfies never
  }
}
