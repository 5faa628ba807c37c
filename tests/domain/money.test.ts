import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exponentOf, parseMinor, toDecimal } from '../../app/domain/money.ts'

describe('an amount as Shopify writes it', () => {
  test.each([
    ['398.00', 'EUR', 39800],
    ['0.1', 'EUR', 10],
    ['-12.34', 'USD', -1234],
    ['1500', 'JPY', 1500],
    ['1500.0', 'JPY', 1500],
    ['1.2345', 'KWD', 1235],
    ['0.005', 'EUR', 1],
    ['-0.004', 'EUR', 0],
    ['90071992547409.91', 'EUR', 9007199254740991],
  ])('%s %s is %d', (amount, currency, minor) => {
    expect(parseMinor(amount, currency)).toBe(minor)
  })

  test.each(['', ' 1', '1,00', 'NaN', '1e3', '.5', '1.', '0x10', '90071992547409.92'])(
    '%j is refused',
    (amount) => {
      expect(parseMinor(amount, 'EUR')).toBeUndefined()
    },
  )

  test('survives the way there and back in every currency', () => {
    const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'BRL')
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), currencies, (minor, currency) => {
        const text = toDecimal({ minor, currency })
        expect(text).toMatch(exponentOf(currency) === 0 ? /^-?\d+$/ : /^-?\d+\.\d+$/)
        expect(parseMinor(text, currency)).toBe(minor)
      }),
      { seed: 7 },
    )
  })
})
