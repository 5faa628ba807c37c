import { Banner, BlockStack, Button, Card, Select, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import type { Names } from '../conditions/words.ts'
import { formatCount } from '../format.ts'
import { journeys } from '../texts/journeys.ts'
import { journeyPublish } from '../texts/journeys-publish.ts'
import { postForm } from './post-form.ts'
import { stepWords } from './step-words.ts'

const texts = journeyPublish.move

/** What `/app/journeys/move` answers to a question: what moving would do. */
export interface MovePreviewAnswer {
  moves: number
  ends: number
  stays: number
  steps: {
    version: number
    stepId: string
    people: number
    becomes: 'moves' | 'ends' | 'stays'
    why?: { kind: string } | undefined
  }[]
}

type Instead = { kind: 'end' } | { kind: 'to'; stepId: string }

/** Offers to move who waits in an earlier version, after showing what would become of them. */
export function MoveWaiting({
  journeyId,
  live,
  older,
  names,
}: {
  journeyId: string
  live: JourneyDefinition
  /** What the steps of earlier versions say, by their ids. */
  older: JourneyDefinition[]
  names: Names
}) {
  const [instead, setInstead] = useState<Record<string, Instead>>({})
  const [preview, setPreview] = useState<MovePreviewAnswer>()
  const [state, setState] = useState<'looking' | 'shown' | 'moving' | 'moved' | 'failed'>('looking')
  const wished = JSON.stringify(instead)
  useEffect(() => {
    let isLatest = true
    postForm<MovePreviewAnswer>('/app/journeys/move', {
      id: journeyId,
      intent: 'preview',
      instead: wished,
    }).then((answer) => {
      if (!isLatest) return
      setPreview(answer)
      setState(answer ? 'shown' : 'failed')
    })
    return () => {
      isLatest = false
    }
  }, [journeyId, wished])
  const move = async () => {
    setState('moving')
    const answer = await postForm('/app/journeys/move', { id: journeyId, intent: 'move', instead: wished })
    setState(answer ? 'moved' : 'failed')
  }
  const count = (of: number) => formatCount(of, names.reader)
  if (state === 'moved' && preview)
    return <Banner tone="success" title={texts.done(preview.moves, count(preview.moves))} />
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Text as="p">{texts.body}</Text>
        </BlockStack>
        {state === 'failed' && (
          <Text as="p" tone="critical">
            {journeys.said.failed}
          </Text>
        )}
        {preview && (
          <>
            <Outcome preview={preview} count={count} />
            <Left
              preview={preview}
              live={live}
              older={older}
              names={names}
              instead={instead}
              onChange={setInstead}
            />
            <div>
              <Button
                onClick={() => void move()}
                loading={state === 'moving'}
                disabled={preview.moves + preview.ends === 0}
              >
                {texts.action}
              </Button>
            </div>
          </>
        )}
      </BlockStack>
    </Card>
  )
}

function Outcome({ preview, count }: { preview: MovePreviewAnswer; count: (of: number) => string }) {
  const { moves, ends, stays } = preview
  return (
    <div role="status" suppressHydrationWarning>
      <Text as="p">{texts.moves(moves, count(moves))}</Text>
      {ends > 0 && <Text as="p">{texts.ends(ends, count(ends))}</Text>}
      {stays > 0 && <Text as="p">{texts.cannot(stays, count(stays))}</Text>}
    </div>
  )
}

/** The steps that are not in the new version, and what is to become of who waits there. */
function Left({
  preview,
  live,
  older,
  names,
  instead,
  onChange,
}: {
  preview: MovePreviewAnswer
  live: JourneyDefinition
  older: JourneyDefinition[]
  names: Names
  instead: Record<string, Instead>
  onChange: (instead: Record<string, Instead>) => void
}) {
  const before = new Map(older.flatMap(({ steps }) => allSteps(steps)).map((step) => [step.id, step]))
  const now = allSteps(live.steps)
  const isGone = ({ why, stepId }: MovePreviewAnswer['steps'][number]) =>
    why?.kind === 'step-gone' || stepId in instead
  const gone = [...new Map(preview.steps.filter(isGone).map((each) => [each.stepId, each])).values()]
  const set = (stepId: string, chosen: string) => {
    const { [stepId]: _before, ...others } = instead
    if (chosen === 'stay') onChange(others)
    else if (chosen === 'end') onChange({ ...others, [stepId]: { kind: 'end' } })
    else onChange({ ...others, [stepId]: { kind: 'to', stepId: chosen.slice(toStep.length) } })
  }
  return gone.map(({ stepId, people, why }) => {
    const step = before.get(stepId)
    const words = step ? stepWords(step, names).replace(/\.$/, '') : stepId
    const chosen = instead[stepId]
    const value = chosen === undefined ? 'stay' : chosen.kind === 'end' ? 'end' : `${toStep}${chosen.stepId}`
    return (
      <Select
        key={stepId}
        label={texts.gone(words, people, formatCount(people, names.reader))}
        options={[
          { value: 'stay', label: texts.stay },
          { value: 'end', label: texts.end },
          ...now.map((each) => ({
            value: `${toStep}${each.id}`,
            label: texts.to(stepWords(each, names).replace(/\.$/, '')),
          })),
        ]}
        value={value}
        onChange={(next) => set(stepId, next)}
        error={chosen && why ? texts.stays[why.kind] : undefined}
      />
    )
  })
}

const toStep = 'to '
