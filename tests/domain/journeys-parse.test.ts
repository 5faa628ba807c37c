import { describe, expect, test } from 'vitest'
import { messageChannels } from '../../app/domain/budget/channel.ts'
import { topics } from '../../app/domain/budget/topic.ts'
import { journeyFile, readJourneyFile } from '../../app/domain/journeys/journey-file.ts'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import { lanesOf, type Step, stepKinds } from '../../app/domain/journeys/steps.ts'
import { journeyTemplateIds, journeyTemplates } from '../../app/domain/journeys/templates.ts'
import { triggerKinds } from '../../app/domain/journeys/triggers.ts'
import { templateIds } from '../../app/domain/messages/template-id.ts'
import { random } from '../stand-in/world/random.ts'
import { aJourney, message, tag } from '../support/a-journey.ts'
import { asJson, fileOf, isAllowed, said, schema, withSteps } from '../support/journey-json.ts'
import { someJourney } from '../support/random-journeys.ts'

describe('a journey as JSON', () => {
  test('is read as it was written, and so is what chance makes', () => {
    const all = [
      ...journeyTemplateIds.map((id) => journeyTemplates[id]),
      ...Array.from({ length: 300 }, (_, seed) => someJourney(random(seed, 'parse'))),
    ]
    for (const definition of all) {
      const json = asJson(definition)
      expect(parseJourney(json)).toEqual({ kind: 'parsed', definition })
      expect(isAllowed(fileOf(json)), JSON.stringify(isAllowed.errors)).toBe(true)
    }
  })

  test('loses what no journey has, wherever it stands', () => {
    const extra = {
      ...aJourney([{ ...tag('a'), ...{ extra: 1 } }]),
      extra: {},
      exits: { onOrder: true, onRefund: false, x: 1 },
    }
    expect(parseJourney(asJson(extra))).toEqual({
      kind: 'parsed',
      definition: aJourney([tag('a')], { exits: { onOrder: true, onRefund: false } }),
    })
  })

  test('fills in what may be left out', () => {
    const bare = { ...said, usefulness: undefined, texts: undefined, id: 'a' }
    expect(parseJourney(asJson(withSteps(bare)))).toEqual({
      kind: 'parsed',
      definition: aJourney([message('a')]),
    })
  })

  test('comes back from a file as it went in', () => {
    const file = journeyFile('  Mine ', journeyTemplates['win-back'])
    expect(readJourneyFile(asJson(file))).toEqual({
      kind: 'read',
      name: 'Mine',
      definition: journeyTemplates['win-back'],
    })
    expect(readJourneyFile({ ...file, format: 2 })).toEqual({ kind: 'refused', fault: { part: 'format' } })
    expect(readJourneyFile({ ...file, name: ' ' })).toEqual({ kind: 'refused', fault: { part: 'name' } })
    expect(readJourneyFile({ ...file, encore: 'rules' })).toEqual({
      kind: 'refused',
      fault: { part: 'file' },
    })
  })
})

describe('the published schema', () => {
  const kindsOf = (definition: string): string[] =>
    schema.$defs[definition].oneOf.flatMap(
      ({ properties: { kind } }: { properties: { kind: { const?: string; enum?: string[] } } }) =>
        kind.enum ?? [kind.const],
    )

  test('knows every kind of step and trigger, and no other', () => {
    expect(kindsOf('step').sort()).toEqual([...stepKinds].sort())
    expect(kindsOf('trigger').sort()).toEqual([...triggerKinds].sort())
  })

  test('knows every channel of a message, every template and every topic, and no other', () => {
    const stepOf = (kind: string) =>
      schema.$defs.step.oneOf.find(
        ({ properties }: { properties: { kind: { const?: string } } }) => properties.kind.const === kind,
      ).properties
    const { channels, template, topic } = stepOf('message')
    expect(channels.items.enum).toEqual(messageChannels)
    expect(channels.maxItems).toBe(messageChannels.length)
    expect([...template.enum].sort()).toEqual([...templateIds].sort())
    for (const each of [topic, stepOf('offer').topic])
      expect([...each.enum].sort()).toEqual([...topics].sort())
  })

  test('is tried with steps of every kind', () => {
    const tried = new Set<string>()
    const note = (steps: readonly Step[]): void => {
      for (const step of steps) {
        tried.add(step.kind)
        for (const lane of lanesOf(step)) note(lane.steps)
      }
    }
    for (let seed = 0; seed < 300; seed += 1) note(someJourney(random(seed, 'parse')).steps)
    expect([...tried].sort()).toEqual([...stepKinds].sort())
  })
})
