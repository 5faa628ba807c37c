import { describe, expect, test } from 'vitest'
import { readPolicyForm } from '../../app/domain/budget/policy.ts'
import { readLetterheadForm } from '../../app/domain/letterhead.ts'
import { readMarginForm } from '../../app/domain/offers/margin-form.ts'
import { keptDays, parseSettings } from '../../app/domain/settings.ts'

const defaults = {
  deliveriesKeptDays: 30,
  decisionsKeptDays: 90,
  margin: { feePercent: 2.9, feeFixedMinor: 30, shippingShareMinor: 0, floorMinor: 0 },
  budget: { weekMax: 2, monthMax: 5, quietFromHour: 21, quietUntilHour: 9, helpFirstDays: 7 },
  holdoutPercent: 5,
  sender: { name: undefined, replyTo: undefined },
  brand: { logoUrl: undefined, color: undefined, tone: 'warm' },
  isGuideClosed: false,
}

describe('stored settings', () => {
  test('fall back to their defaults where they are missing or do not fit', () => {
    for (const stored of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { deliveriesKeptDays: 8 },
      { deliveriesKeptDays: '7;' },
      { decisionsKeptDays: 91, margin: { feePercent: -1, feeFixedMinor: 0.5, floorMinor: '0' } },
      { margin: [] },
      { budget: { weekMax: 0, monthMax: 31, quietFromHour: 24, quietUntilHour: '9', helpFirstDays: 7.5 } },
      { budget: [], holdoutPercent: 51, sender: 7, brand: 'red' },
      { holdoutPercent: -1, sender: { name: 'a\r\nBcc: b@c.de', replyTo: 'a b@c.de' } },
      { brand: { logoUrl: 'http://a.example/l.png', color: 'red; x', tone: 'loud' } },
      { isGuideClosed: 'true' },
      { brand: { logoUrl: 'javascript:alert(1)' }, sender: { replyTo: '<a@b.de>' } },
    ])
      expect(parseSettings(stored)).toEqual(defaults)
  })

  test('are read as they were saved, and nothing else comes along', () => {
    const margin = { feePercent: 1.45, feeFixedMinor: 25, shippingShareMinor: 390, floorMinor: 300 }
    const saved = {
      deliveriesKeptDays: 7,
      decisionsKeptDays: 30,
      margin,
      budget: { weekMax: 1, monthMax: 3, quietFromHour: 20, quietUntilHour: 8, helpFirstDays: 14 },
      holdoutPercent: 0,
      sender: { name: 'Röst & Co.', replyTo: 'hallo@roest.example' },
      brand: { logoUrl: 'https://cdn.example/logo.png', color: '#1a2b3c', tone: 'plain' },
      isGuideClosed: true,
    }
    expect(parseSettings({ ...saved, other: 1 })).toEqual(saved)
  })
})

test('only listed numbers of days can be chosen, as a number or as a form sends it', () => {
  expect(keptDays('14')).toBe(14)
  expect(keptDays(90)).toBe(90)
  for (const value of ['', '0', '-7', '1e9', 'NaN', null, undefined, {}, 365])
    expect(keptDays(value)).toBeUndefined()
})

describe('costs as a merchant writes them', () => {
  const form = { feePercent: '2,9', feeFixed: ' 0.30 ', shippingShare: '1', floor: '3.00' }

  test('are read in the shop’s currency, with point or comma', () => {
    expect(readMarginForm(form, 'EUR')).toEqual({
      kind: 'costs',
      costs: { feePercent: 2.9, feeFixedMinor: 30, shippingShareMinor: 100, floorMinor: 300 },
    })
    expect(readMarginForm({ ...form, feeFixed: '30' }, 'JPY')).toMatchObject({
      costs: { feeFixedMinor: 30, floorMinor: 3 },
    })
  })

  test('are refused field by field, never rounded in silence', () => {
    for (const value of ['', '-1', 'ten', '0.305', '1e3', '99999999', null])
      expect(readMarginForm({ ...form, floor: value }, 'EUR')).toEqual({ kind: 'refused', fields: ['floor'] })
    for (const value of ['', '51', '2.905', '-1', undefined])
      expect(readMarginForm({ ...form, feePercent: value, feeFixed: 'x' }, 'EUR')).toEqual({
        kind: 'refused',
        fields: ['feePercent', 'feeFixed'],
      })
  })
})

describe('the contact budget as a merchant writes it', () => {
  const form = {
    weekMax: '2',
    monthMax: '6',
    quietFromHour: '22',
    quietUntilHour: '8',
    helpFirstDays: '10',
    holdoutPercent: ' 5 ',
  }

  test('is read as it is', () => {
    expect(readPolicyForm(form)).toEqual({
      kind: 'policy',
      policy: { weekMax: 2, monthMax: 6, quietFromHour: 22, quietUntilHour: 8, helpFirstDays: 10 },
      holdoutPercent: 5,
    })
  })

  test('is refused field by field, and a month holds a week', () => {
    for (const value of ['', '0', '-1', '1.5', '8', 'two', null, undefined, 2])
      expect(readPolicyForm({ ...form, weekMax: value })).toEqual({ kind: 'refused', fields: ['weekMax'] })
    expect(readPolicyForm({ ...form, weekMax: '7' })).toEqual({ kind: 'refused', fields: ['monthMax'] })
    expect(readPolicyForm({ ...form, quietFromHour: '24', holdoutPercent: '51' })).toEqual({
      kind: 'refused',
      fields: ['quietFromHour', 'holdoutPercent'],
    })
  })
})

describe('sender and brand as a merchant writes them', () => {
  const form = {
    senderName: ' Röst & Co. ',
    replyTo: 'hallo@roest.example',
    logoUrl: '',
    color: '#1A2B3C',
    tone: 'plain',
  }

  test('are read, and an empty field is none', () => {
    expect(readLetterheadForm(form)).toEqual({
      kind: 'letterhead',
      sender: { name: 'Röst & Co.', replyTo: 'hallo@roest.example' },
      brand: { logoUrl: undefined, color: '#1a2b3c', tone: 'plain' },
    })
  })

  test.each([
    ['senderName', ['Shop\r\nBcc: all@example.com', 'a'.repeat(81), 'Shop <evil@example.com>', null]],
    ['replyTo', ['hallo', 'a@b', 'a@b.de\nBcc: c@d.de', '"a"@b.de', 'a@b.de, c@d.de']],
    [
      'logoUrl',
      ['http://a.example/l.png', 'javascript:alert(1)', 'data:image/png;base64,AA', 'https://u:p@a.example/'],
    ],
    ['color', ['red', '#12345', '#12345g', 'url(x)']],
    ['tone', ['', 'loud', undefined]],
  ] as const)('a %s that could do harm or says nothing is refused', (field, values) => {
    for (const value of values)
      expect(readLetterheadForm({ ...form, [field]: value })).toEqual({ kind: 'refused', fields: [field] })
  })
})
