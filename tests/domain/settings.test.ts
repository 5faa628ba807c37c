import { describe, expect, test } from 'vitest'
import { readMarginForm } from '../../app/domain/offers/margin-form.ts'
import { keptDays, parseSettings } from '../../app/domain/settings.ts'

const defaults = {
  deliveriesKeptDays: 30,
  decisionsKeptDays: 90,
  margin: { feePercent: 2.9, feeFixedMinor: 30, shippingShareMinor: 0, floorMinor: 0 },
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
    ])
      expect(parseSettings(stored)).toEqual(defaults)
  })

  test('are read as they were saved, and nothing else comes along', () => {
    const margin = { feePercent: 1.45, feeFixedMinor: 25, shippingShareMinor: 390, floorMinor: 300 }
    expect(parseSettings({ deliveriesKeptDays: 7, decisionsKeptDays: 30, margin, other: 1 })).toEqual({
      deliveriesKeptDays: 7,
      decisionsKeptDays: 30,
      margin,
    })
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
