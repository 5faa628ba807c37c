import { createElement as h, type ReactElement, type ReactNode } from 'react'
import { fillTemplate } from '../../domain/messages/fill-template.ts'
import { intentKinds } from '../../domain/messages/intent.ts'
import { acceptedLanguage } from '../../domain/messages/languages.ts'
import { pageWordsIn } from '../../domain/messages/page-words.ts'
import { type DrawnPage, drawPage } from './page-frame.ts'
import type { PreferencePage } from './read-preference-page.ts'

/** What was bought, with what can be said of it; what is planned; what came, and why. */
export function drawKnown(page: PreferencePage): ReactElement[] {
  return [...(page.bought.length > 0 ? [bought(page)] : []), planned(page), sent(page)]
}

function bought({ language, bought: products }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).bought
  return part('bought', words.title, [
    h('p', { key: 'hint', className: 'hint' }, words.hint),
    h(
      'ul',
      { key: 'list' },
      products.map(({ productId, title, said }) =>
        h(
          'li',
          { key: productId },
          h('strong', null, title),
          said && h('p', { className: 'small' }, fillTemplate(words.said, { said: words[said] }, {})),
          h(
            'form',
            { method: 'post', className: 'buttons' },
            h('input', { type: 'hidden', name: 'do', value: 'say' }),
            h('input', { type: 'hidden', name: 'product', value: productId }),
            intentKinds.map((kind) =>
              h(
                'button',
                {
                  key: kind,
                  type: 'submit',
                  name: 'said',
                  value: kind,
                  'aria-pressed': said === kind,
                  'aria-label': `${words[kind]}: ${title}`,
                },
                words[kind],
              ),
            ),
          ),
        ),
      ),
    ),
  ])
}

function planned({ language, planned: plans }: PreferencePage): ReactElement {
  const words = pageWordsIn(language).planned
  const list = plans.map(({ reason, notBefore }, at) =>
    h(
      'li',
      { key: at },
      h('strong', null, words.message),
      notBefore !== undefined &&
        h('p', { className: 'small' }, fillTemplate(words.notBefore, { date: notBefore }, {})),
      h('p', { className: 'small' }, reason),
    ),
  )
  return part('planned', words.title, listOr(list, words.none))
}

function sent({ language, sent: touches }: PreferencePage): ReactElement {
  const words = pageWordsIn(language)
  const list = touches.map(({ subject, reason, day, topic, state }, at) =>
    h(
      'li',
      { key: at },
      h('strong', null, subject),
      h('p', { className: 'small' }, `${day} · ${words.topics[topic]}`),
      h('p', { className: 'small' }, reason),
      state !== 'sent' && h('p', { className: 'small' }, words.sent[state]),
    ),
  )
  return part('sent', words.sent.title, listOr(list, words.sent.none))
}

function listOr(list: ReactElement[], none: string): ReactNode[] {
  return list.length > 0
    ? [h('ul', { key: 'list' }, list)]
    : [h('p', { key: 'none', className: 'hint' }, none)]
}

function part(id: string, title: string, content: ReactNode[]): ReactElement {
  return h('section', { key: id, 'aria-labelledby': id }, h('h2', { id }, title), content)
}

/** Asks before all messages are stopped: whoever only opens the link has changed nothing. */
export function drawStop({ language, shop, color }: PreferencePage): DrawnPage {
  const { stop } = pageWordsIn(language)
  const content = h(
    'form',
    { method: 'post', className: 'card' },
    h('h1', null, stop.title),
    h('p', null, fillTemplate(stop.text, { shop }, {})),
    h('button', { type: 'submit', className: 'main' }, stop.button),
  )
  return drawPage({ language, title: stop.title, color, content })
}

/** What everybody gets whose link proves nothing: the same, whatever is wrong with it. */
export function drawInvalid(acceptLanguage: string | undefined): DrawnPage {
  const language = acceptedLanguage(acceptLanguage)
  const { invalid } = pageWordsIn(language)
  const content = h('section', null, h('h1', null, invalid.title), h('p', null, invalid.text))
  return drawPage({ language, title: invalid.title, content })
}
