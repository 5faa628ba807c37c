import { BlockStack, Card, Text } from '@shopify/polaris'
import type { JourneyTemplateId } from '../../../domain/journeys/templates.ts'
import { formatCount } from '../../format.ts'
import type { Proposal } from '../../offers/proposals.tsx'
import { useReader } from '../../reader.tsx'
import { journeys } from '../../texts/journeys.ts'
import { UseTemplate } from './template-gallery.tsx'

const texts = journeys.empty

/** What a shop without journeys may begin with, by what its own orders say. */
export function EmptyJourneys({ proposals }: { proposals: Proposal[] }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p">{texts.body}</Text>
        </BlockStack>
        {proposals.map((proposal) => (
          <OneProposal key={proposal.proposal.kind} {...proposal} />
        ))}
      </BlockStack>
    </Card>
  )
}

function OneProposal({ proposal, title, otherTitle = '', customers }: Proposal) {
  const reader = useReader()
  const count = formatCount(customers, reader)
  const template: JourneyTemplateId = proposal.kind === 'repeat' ? 'replenishment' : 'goes-well'
  const text =
    proposal.kind === 'repeat'
      ? texts.repeat(customers, count, title, formatCount(proposal.days, reader))
      : texts.pair(customers, count, title, otherTitle)
  return (
    <div className="encore-proposal">
      <Text as="p">
        <span suppressHydrationWarning>{text}</span>
      </Text>
      <UseTemplate id={template} label={texts.use} name={journeys.templates[template].name} />
    </div>
  )
}
