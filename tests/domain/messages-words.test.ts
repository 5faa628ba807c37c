import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../app/contract/offer.ts'
import { composeMessage, type MessageParts } from '../../app/domain/messages/compose-message.ts'
import { textFaults } from '../../app/domain/messages/fill-template.ts'
import { itemReasonLine } from '../../app/domain/messages/item-words.ts'
import { languageOf, messageLanguages } from '../../app/domain/messages/languages.ts'
import { type MessageReason, messageReasonOf } from '../../app/domain/messages/message-reason.ts'
import { templateIds } from '../../app/domain/messages/template-id.ts'
import { wordsIn } from '../../app/domain/messages/words.ts'

const orderedAt = new Date('2026-11-02T23:30:00Z')
const parts: MessageParts = {
  template: 'welcome',
  texts: {},
  language: 'en',
  tone: 'plain',
  reason: { kind: 'ordered', date: orderedAt },
  firstName: 'Ada',
  product: 'Chemex',
  shop: 'Roast & Co.',
  orderedAt,
  timeZone: 'Europe/Berlin',
}
const reasons: MessageReason[] = [
  { kind: 'ordered', date: orderedAt },
  { kind: 'delivered', date: orderedAt },
  { kind: 'ordered-again', date: orderedAt },
  { kind: 'refunded', date: orderedAt },
  { kind: 'quiet', date: orderedAt },
  { kind: 'anniversary', date: orderedAt },
  { kind: 'running-out', product: 'Beans' },
  { kind: 'birthday' },
  { kind: 'customer' },
]

test('messages exist in the nine languages of everything else', () => {
  expect([...messageLanguages]).toEqual([...languages])
})

test.each([
  ['de-AT', 'de'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['zh_TW', 'zh-CN'],
  ['JA', 'ja'],
  ['nl', 'en'],
  ['', 'en'],
  [null, 'en'],
  ['__proto__', 'en'],
])('somebody of locale %s is written to in %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})

describe.each(messageLanguages)('in %s', (language) => {
  test.each(templateIds)('%s names no variable that is none', (template) => {
    const { subject, body, button = '' } = wordsIn(language).templates[template]
    expect([subject, body, button].flatMap(textFaults)).toEqual([])
    expect(subject.length).toBeLessThanOrEqual(60)
    expect(body.split('\n\n').length).toBeGreaterThan(1)
  })

  test.each(templateIds)('%s reads whole with everything known, and with nothing', (template) => {
    for (const tone of ['plain', 'warm'] as const) {
      const full = composeMessage({ ...parts, language, tone, template })
      const nothing = { firstName: undefined, product: undefined, shop: undefined, orderedAt: undefined }
      const bare = composeMessage({ ...parts, ...nothing, language, tone, template })
      for (const { subject, greeting, reason, paragraphs } of [full, bare]) {
        for (const text of [subject, greeting, reason, ...paragraphs]) {
          expect(text).not.toMatch(/[{}]|undefined|null|\s[,.，。]|^[,，、]|[,，、][,，、]/)
          expect(text.length).toBeGreaterThan(1)
        }
        expect(paragraphs.length).toBeGreaterThan(1)
      }
      expect(full.greeting).toContain('Ada')
    }
  })

  test('who is greeted warmly is greeted with a whole sentence', () => {
    for (const firstName of ['Ada', undefined])
      expect(composeMessage({ ...parts, language, tone: 'warm', firstName }).greeting).toMatch(/[.!।。:]$/)
  })

  test('every reason is a whole sentence with what it tells', () => {
    for (const reason of reasons) {
      const { reason: said } = composeMessage({ ...parts, language, reason })
      expect(said).not.toMatch(/[{}]|undefined/)
      if ('date' in reason) expect(said).toContain('2026')
      if (reason.kind === 'running-out') expect(said).toContain('Beans')
    }
    expect(new Set(reasons.map((reason) => wordsIn(language).reasons[reason.kind])).size).toBe(reasons.length)
  })

  test('products are given the same reasons as on the pages of the shop', () => {
    const file = language === 'en' ? 'en.default' : language
    const path = join(import.meta.dirname, `../../extensions/thank-you/locales/${file}.json`)
    const page = JSON.parse(readFileSync(path, 'utf8'))
    const { items, frame } = wordsIn(language)
    expect(Object.values(items)).toEqual([
      page.reasonTogether,
      page.reasonAgain,
      page.reasonRhythm,
      page.reasonComesBack,
      page.reasonPopular,
      page.reasonAlike,
      page.reasonPicked,
      page.reasonPickedWith,
      page.reasonSuggested,
      page.reasonReminder,
    ])
    expect([frame.priceNow, frame.amountOff, frame.freeShipping, frame.gift]).toEqual([
      page.priceNow,
      page.amountOff,
      page.freeShipping,
      page.gift,
    ])
  })
})

test('a count takes the form that its language has for it', () => {
  const said = (times: number) => itemReasonLine({ kind: 'bought-again', times, everyDays: null }, 'ru')
  expect([said(2), said(5), said(21)]).toEqual([
    'Вы покупали это 2 раза',
    'Вы покупали это 5 раз',
    'Вы покупали это 21 раз',
  ])
})

describe('the reason of a message', () => {
  const known = {
    orderedAt,
    firstOrderAt: new Date('2025-01-01T12:00:00Z'),
    lastOrderAt: new Date('2026-10-01T12:00:00Z'),
    product: 'Beans',
    orderNumber: undefined,
  }
  test.each([
    ['order-paid', 'ordered'],
    ['order-delivered', 'delivered'],
    ['refund', 'refunded'],
    ['quiet', 'quiet'],
    ['anniversary', 'anniversary'],
    ['replenishment-due', 'running-out'],
    ['birthday', 'birthday'],
    ['tag-joined', 'customer'],
    ['called', 'customer'],
  ])('of a walk begun by %s is %s', (trigger, kind) => {
    expect(messageReasonOf({ trigger, ...known })).toMatchObject({ kind })
  })

  // A first order is not "several times", however many came after it; nor is "every one from the first" always so.
  test.each([
    [1, 'ordered'],
    [2, 'ordered-again'],
    [5, 'ordered-again'],
    [undefined, 'ordered'],
  ])('of a walk begun by order number %s is %s', (orderNumber, kind) => {
    expect(messageReasonOf({ trigger: 'nth-order', ...known, orderNumber })).toEqual({
      kind,
      date: orderedAt,
    })
  })

  test('of several orders names the last of them, also one placed since', () => {
    const lastOrderAt = new Date('2026-11-20T12:00:00Z')
    const begun = { trigger: 'nth-order', ...known, lastOrderAt }
    expect(messageReasonOf({ ...begun, orderNumber: 3 })).toMatchObject({ date: lastOrderAt })
    expect(messageReasonOf({ ...begun, orderNumber: 1 })).toMatchObject({ date: orderedAt })
  })

  test('names no date that nobody knows', () => {
    const unknown = {
      orderedAt: undefined,
      firstOrderAt: undefined,
      lastOrderAt: undefined,
      product: undefined,
      orderNumber: 2,
    }
    for (const trigger of ['order-paid', 'nth-order', 'quiet', 'anniversary', 'replenishment-due', undefined])
      expect(messageReasonOf({ trigger, ...unknown })).toEqual({ kind: 'customer' })
  })

  test('is told by the calendar of the customer', () => {
    expect(composeMessage(parts).reason).toContain('November 3, 2026')
    expect(composeMessage({ ...parts, timeZone: 'America/New_York' }).reason).toContain('November 2, 2026')
  })
})
