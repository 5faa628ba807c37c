import { describe, expect, test } from 'vitest'
import { composeMessage } from '../../app/domain/messages/compose-message.ts'
import {
  fillTemplate,
  nameValueOf,
  textFaults,
  textValueOf,
} from '../../app/domain/messages/fill-template.ts'

const missing = { product: 'your order', shop: 'this shop' }

describe('a text with variables', () => {
  test.each([
    ['Hello {{first_name}},', 'Hello,'],
    ['Happy birthday, {{first_name}}', 'Happy birthday'],
    ['{{first_name}}, thank you', 'Thank you'],
    ['{{first_name}}，您好：', '您好：'],
    ['How is {{product}}?', 'How is your order?'],
    ['{{product}} has arrived. {{product}} is yours.', 'Your order has arrived. Your order is yours.'],
    ['Thanks. Your order of {{order_date}} is here. Bye.', 'Thanks. Bye.'],
    ['Your order of {{order_date}}', 'Your order of'],
    ['Buy {{ nonsense }} now', 'Buy now'],
    ['Price {{constructor}} {{__proto__}}!', 'Price!'],
  ])('reads whole where nothing is known: %s', (text, filled) => {
    expect(fillTemplate(text, {}, missing)).toBe(filled)
  })

  test('puts each value in once: braces in a value stay text', () => {
    const values = { first_name: '{{shop}}', shop: 'Roast $& Co.' }
    expect(fillTemplate('{{first_name}} of {{ shop }}', values, missing)).toBe('{{shop}} of Roast $& Co.')
  })

  test('does not end a sentence twice where a name ends in a full stop', () => {
    expect(fillTemplate('From {{shop}}.', { shop: 'Roast & Co.' }, missing)).toBe('From Roast & Co.')
  })

  test('is filled in the time its length takes, however many braces it opens', () => {
    const text = '{{'.repeat(20_000)
    const began = performance.now()
    fillTemplate(text, {}, missing)
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('before it is published', () => {
  test('a text says which variables are none, each once', () => {
    expect(textFaults('{{first_name}} {{nmae}} {{nmae}} {{ last_name }}')).toEqual([
      { kind: 'unknown-variable', name: 'nmae' },
      { kind: 'unknown-variable', name: 'last_name' },
    ])
  })

  test.each(['Hello {{first_name}', 'Hello first_name}}', '{{a {{shop}}'])('%s has loose braces', (text) => {
    expect(textFaults(text)).toContainEqual({ kind: 'loose-braces' })
  })
})

describe('what somebody typed', () => {
  test.each([
    ['Ada\r\nBcc: all@example.com', 'Ada Bcc: all@example.com'],
    ['  Ada \t Lovelace ', 'Ada Lovelace'],
    ['A\u202Eda\u0000\u200B', 'Ada'],
    ['\uD800x', '\uFFFDx'],
    ['   ', undefined],
    [null, undefined],
  ])('%j is one line without controls', (typed, value) => {
    expect(textValueOf(typed)).toBe(value)
  })

  test('is cut between characters, not within one', () => {
    const value = textValueOf('😀'.repeat(200)) ?? ''
    expect([...value].length).toBe(120)
    expect(value.isWellFormed()).toBe(true)
  })

  test.each(['Ada', 'Jean-Luc', "O'Brien", 'J. R.', 'Мария', '太郎', 'अदिति', 'Đỗ'])(
    '%s is a name',
    (name) => {
      expect(nameValueOf(name)).toBe(name)
    },
  )

  test.each([
    'https://evil.example',
    'evil.example/win',
    'Win 1000 EUR',
    'a@b.c',
    '<b>Ada</b>',
    '{{shop}}',
    'www evil',
    'x'.repeat(41),
  ])('%s is no name, and is left out', (name) => {
    expect(nameValueOf(name)).toBeUndefined()
  })
})

describe('a merchant’s own words', () => {
  const parts = {
    template: 'welcome',
    language: 'de',
    tone: 'plain',
    reason: { kind: 'customer' },
    firstName: 'Ada',
    product: undefined,
    shop: 'Roast & Co.',
    orderedAt: undefined,
    timeZone: 'UTC',
  } as const
  const own = { subject: 'Hi {{first_name}}\nX-Bad: 1', body: 'One\n\nTwo {{shop}}', button: 'Go' }

  test('are said in their language, on one line above', () => {
    const composed = composeMessage({ ...parts, texts: { de: own } })
    expect(composed).toMatchObject({
      subject: 'Hi Ada X-Bad: 1',
      paragraphs: ['One', 'Two Roast & Co.'],
      button: 'Go',
    })
  })

  test('are said in a language however its tag is written', () => {
    const composed = composeMessage({ ...parts, language: 'pt-BR', texts: { pt: own } })
    expect(composed.button).toBe('Go')
  })

  test('are not said to somebody of another language: Encore’s are', () => {
    const composed = composeMessage({ ...parts, texts: { fr: own } })
    expect(composed.subject).toBe('Danke für deine erste Bestellung')
  })

  test('that leave the subject empty get Encore’s', () => {
    const composed = composeMessage({ ...parts, texts: { de: { subject: '{{nothing}}', body: 'One' } } })
    expect(composed.subject).toBe('Danke für deine erste Bestellung')
    expect(composed.paragraphs).toEqual(['One'])
  })
})

describe('a text made to cost time', () => {
  test.each([
    ['opens braces before many spaces', `{{${' '.repeat(4_990)}`],
    ['opens them again and again', `{{${' '.repeat(98)}`.repeat(50)],
    ['has many variables after many line breaks', `${'\n'.repeat(2_500)}x${'{{nope}}'.repeat(310)}`],
  ])('that %s costs no more than others of its length', (_name, text) => {
    const begun = performance.now()
    textFaults(text)
    fillTemplate(text, {}, {})
    // It takes some 30 ms; what grew with a power of the length took 2 to 6 s.
    expect(performance.now() - begun).toBeLessThan(500)
  })
})
