import { Select } from '@shopify/polaris'
import { type Topic, topics } from '../../domain/budget/topic.ts'
import { journeySteps } from '../texts/journeys-steps.ts'

const texts = journeySteps.message

/** What a contact is about, as customers may choose. */
export function TopicField({ value, onChange }: { value: Topic; onChange: (topic: Topic) => void }) {
  return (
    <Select
      label={texts.topic}
      helpText={texts.topicHelp}
      options={topics.map((topic) => ({ value: topic, label: texts.topics[topic] }))}
      value={value}
      onChange={(chosen) => onChange(topics.find((topic) => topic === chosen) ?? value)}
    />
  )
}

const steps = [25, 50, 75, 100] as const

/** How useful a contact is beside others that compete with it. */
export function UsefulnessField({
  value,
  onChange,
}: {
  value: number
  onChange: (usefulness: number) => void
}) {
  const nearest = steps.reduce((best, each) =>
    Math.abs(each - value) < Math.abs(best - value) ? each : best,
  )
  return (
    <Select
      label={texts.usefulness}
      options={steps.map((each) => ({ value: String(each), label: texts.usefulnesses[each] }))}
      value={String(nearest)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}
