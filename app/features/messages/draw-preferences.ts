import { createElement as h, type ReactElement, type ReactNode } from 'react'
import { messageChannels } from '../../domain/budget/channel.ts'
import { topics } from '../../domain/budget/topic.ts'
import { fillTemplate } from '../../domain/messages/fill-template.ts'
import { pageWordsIn } from '../../domain/messages/page-words.ts'
import {
  type ChannelChoice,
  channelChoices,
  channelsOf,
  oftenOf,
  oftenOffered,
} from '../../domain/messages/preference-form.ts'
import { drawKnown } from './draw-known.ts'
import { type DrawnPage, drawPage } from './page-frame.ts'
import type { PreferencePage } from './read-preference-page.ts'

/** What is said above the page after something was done. */
export type PageNote = 'saved' | 'stopped' | 'bad-date' | undefined

/** Draws the page of preferences. It works without scripts, and holds nobody's name. */
export function drawPreferences(page: PreferencePage, note: PageNote): DrawnPage {
  const words = pageWordsIn(page.language)
  const title = fillTemplate(words.title, { shop: page.shop }, {})
  const content = [
    h('h1', { key: 'title' }, title),
    h('p', { key: 'intro' }, words.intro),
    noteLine(page, note),
    ...offLines(page),
    ...lackingLines(page),
    h(
      'form',
      { key: 'form', method: 'post' },
      h('input', { type: 'hidden', name: 'do', value: 'choose' }),
      often(page),
      pause(page),
      topicsField(page),
      channelsField(page),
      never(page),
      birthday(page),
      h('p', { className: 'save' }, h('button', { type: 'submit', className: 'main' }, words.save)),
    ),
    ...drawKnown(page),
  ]
  return drawPage({ language: page.language, title, color: page.color, content })
}

function noteLine({ language, shop }: PreferencePage, note: PageNote): ReactNode {
  const { saved, stopped, badDate } = pageWordsIn(language)
  if (!note) return null
  const isBad = note === 'bad-date'
  const text = isBad ? badDate : note === 'saved' ? saved : fillTemplate(stopped, { shop }, {})
  return h(
    'p',
    { key: 'note', className: isBad ? 'note bad' : 'note', role: isBad ? 'alert' : 'status' },
    text,
  )
}

/** What is off stays said until it is on again: the choices below stay ticked, and count for nothing meanwhile. */
function offLines({ language, preferences: { neverAt, channelsOff } }: PreferencePage): ReactElement[] {
  const { off, channels, never, save } = pageWordsIn(language)
  const lines = [
    ...(neverAt === undefined ? [] : [off.all]),
    ...(messageChannels.every((channel) => channelsOff.includes(channel)) ? [off.ways] : []),
  ]
  const names = { where: channels.title, never: never.label, save }
  return lines.map((text) => h('p', { key: text, className: 'note off' }, fillTemplate(text, names, {})))
}

/** What the shop may not do is said by its own name: nothing that is ticked here changes it. */
function lackingLines({ language, shop, lacking }: PreferencePage): ReactElement[] {
  if (!lacking) return []
  const text = pageWordsIn(language).lacking[lacking]
  return [h('p', { key: 'lacking', className: 'note off' }, fillTemplate(text, { shop }, {}))]
}

function often({ language, policy, preferences }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).often
  const kept = oftenOf(preferences)
  const choices = oftenOffered(policy)
  const chosen = choices.some(({ choice }) => choice === kept) ? kept : 'usual'
  return field(
    words.title,
    choices.map(({ choice, count, days }) => {
      const label = fillTemplate(words.atMost, { count: String(count), days: String(days) }, {})
      return tick({ type: 'radio', name: 'often', value: choice, isOn: chosen === choice, label })
    }),
  )
}

function pause({ language, pausedUntil, today }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).pause
  const input = { type: 'date', name: 'pauseUntil', min: today, defaultValue: pausedUntil ?? '' }
  return field(words.title, [
    h(
      'label',
      { key: 'pause' },
      h('span', null, words.label),
      h('input', { ...input, 'aria-describedby': 'pause-hint' }),
    ),
    h('p', { key: 'hint', id: 'pause-hint', className: 'hint' }, words.hint),
  ])
}

function topicsField({ language, preferences }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).topics
  const ticks = topics.map((topic) =>
    tick({
      type: 'checkbox',
      name: 'topic',
      value: topic,
      isOn: !preferences.topicsOff.includes(topic),
      label: words[topic],
    }),
  )
  return field(words.title, [h('p', { key: 'hint', className: 'hint' }, words.hint), ...ticks])
}

function channelsField({ language, preferences }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).channels
  const isOn = (choice: ChannelChoice) =>
    channelsOf[choice].some((channel) => !preferences.channelsOff.includes(channel))
  return field(
    words.title,
    channelChoices.map((choice) =>
      tick({ type: 'checkbox', name: 'channel', value: choice, isOn: isOn(choice), label: words[choice] }),
    ),
  )
}

function never({ language, preferences }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).never
  const isOn = preferences.neverAt !== undefined
  return field(words.title, [
    tick({ type: 'checkbox', name: 'never', value: 'yes', isOn, label: words.label }),
    h('p', { key: 'hint', className: 'hint' }, words.hint),
  ])
}

function birthday({ language, preferences }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).birthday
  const [month = '', day = ''] = (preferences.birthday ?? '')
    .split('-')
    .map((part) => String(Number(part) || ''))
  const monthName = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const months = numbers(12).map((each) => ({
    value: String(each),
    label: monthName.format(Date.UTC(2028, each - 1, 15)),
  }))
  const days = numbers(31).map((each) => ({ value: String(each), label: String(each) }))
  const none = { value: '', label: words.none }
  return field(words.title, [
    h(
      'div',
      { key: 'fields', className: 'fields' },
      select('birthdayMonth', words.month, [none, ...months], month),
      select('birthdayDay', words.day, [none, ...days], day),
    ),
    h('p', { key: 'hint', className: 'hint' }, words.hint),
  ])
}

function numbers(most: number): number[] {
  return Array.from({ length: most }, (_, at) => at + 1)
}

function select(
  name: string,
  label: string,
  options: { value: string; label: string }[],
  chosen: string,
): ReactElement {
  return h(
    'label',
    { key: name },
    h('span', null, label),
    h(
      'select',
      { name, defaultValue: chosen },
      options.map((option) => h('option', { key: option.value, value: option.value }, option.label)),
    ),
  )
}

function field(title: string, content: ReactNode[]): ReactElement {
  return h('fieldset', null, h('legend', null, title), h('div', null, content))
}

interface Tick {
  type: 'radio' | 'checkbox'
  name: string
  value: string
  isOn: boolean
  label: string
}

function tick({ type, name, value, isOn, label }: Tick): ReactElement {
  return h(
    'label',
    { key: value, className: 'choice' },
    h('input', { type, name, value, defaultChecked: isOn }),
    h('span', null, label),
  )
}
