import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, Card, Select, Text } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import { journeysPlanned as texts } from '../texts/journeys-planned.ts'
import { PlannedWalk, type Send, type ShownWalk, type Words } from './planned-walk.tsx'

interface Answer {
  kind: 'stopped' | 'begun' | 'begun-before' | 'refused'
  why?: string
}

/** What is planned for a customer, with a way out of each. */
export function Planned({
  customerId,
  walks,
  journeys,
}: {
  customerId: string
  walks: ShownWalk[]
  journeys: { id: string; name: string }[]
}) {
  const fetcher = useFetcher<Answer>()
  const shopify = useAppBridge()
  const asked = useRef<Words>()
  const send: Send = (words, fields) => {
    asked.current = words
    fetcher.submit(fields, { method: 'post', action: '/app/journeys/walks' })
  }
  useEffect(() => {
    if (fetcher.state !== 'idle' || !fetcher.data || !asked.current) return
    const { kind, why } = fetcher.data
    const { done, refused } = asked.current
    const isRefused = kind === 'refused'
    shopify.toast.show(isRefused ? (refused?.(why) ?? texts.said.gone) : done, { isError: isRefused })
    asked.current = undefined
  }, [fetcher.state, fetcher.data, shopify])
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.heading}
        </Text>
        {walks.length === 0 && <Text as="p">{texts.none}</Text>}
        {walks.map((walk) => (
          <PlannedWalk key={walk.enrollmentId} walk={walk} isBusy={fetcher.state !== 'idle'} send={send} />
        ))}
        {journeys.length > 0 && (
          <Begin journeys={journeys} customerId={customerId} isBusy={fetcher.state !== 'idle'} send={send} />
        )}
      </BlockStack>
    </Card>
  )
}

function Begin({
  customerId,
  journeys,
  isBusy,
  send,
}: {
  customerId: string
  journeys: { id: string; name: string }[]
  isBusy: boolean
  send: Send
}) {
  const [chosen, setChosen] = useState('')
  const journey = journeys.find(({ id }) => id === chosen)
  const begin = () => {
    if (!journey) return
    const fields = { intent: 'begin', journeyId: journey.id, customerId, call: crypto.randomUUID() }
    send({ done: texts.said.begin(journey.name), refused: notBegun(journey.name) }, fields)
    setChosen('')
  }
  return (
    <BlockStack gap="200">
      <Select
        label={texts.begin.label}
        options={[
          { value: '', label: texts.begin.none },
          ...journeys.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={chosen}
        onChange={setChosen}
      />
      <div>
        <Button size="slim" disabled={!journey || isBusy} onClick={begin}>
          {texts.begin.action}
        </Button>
      </div>
    </BlockStack>
  )
}

const refusals: Record<string, string> = texts.refusals

/** Why a journey does not begin for them. */
export function notBegun(journey: string): (why: string | undefined) => string {
  return (why) => texts.said.notBegun(journey, refusals[why ?? ''] ?? texts.said.gone)
}
