import { describe, expect, test } from 'vitest'
import { readSearch, searchTextOf } from '../../app/domain/search-text.ts'

test('names are kept for search in one spelling, whatever their accents and case', () => {
  const text = searchTextOf({
    firstName: 'José',
    lastName: 'MÜLLER-Weiß',
    email: 'J@Example.com',
    phone: null,
  })
  expect(text).toBe('jose muller-weiss j@example.com')
  expect(searchTextOf({ firstName: '一郎', lastName: '山田' })).toBe('一郎 山田')
  expect(searchTextOf({})).toBe('')
})

describe('a search', () => {
  const patterns = (typed: string) => {
    const search = readSearch(typed)
    return search.kind === 'text' ? [search.pattern, search.otherPattern] : search.kind
  }

  test('of nothing is for everyone', () => {
    expect(patterns('  ')).toBe('everyone')
  })

  test('takes signs that mean something to the database for themselves', () => {
    expect(patterns('100%')).toEqual(['%100\\%%', '%100\\%%'])
    expect(patterns('a_b\\c')).toEqual(['%a\\_b\\\\c%', '%a\\_b\\\\c%'])
  })

  test('of one or two letters is for beginnings of words', () => {
    expect(patterns('an')).toEqual(['an%', '% an%'])
  })

  test('finds a phone number in any spelling', () => {
    expect(patterns('0151 / 123-456')).toEqual(['%0151%/%123-456%', '%151123456%'])
  })

  test('may be an order, with or without its sign', () => {
    expect(readSearch('1042')).toMatchObject({ orderNames: ['1042', '#1042'] })
    expect(readSearch('#1042')).toMatchObject({ orderNames: ['#1042', '1042'] })
    expect(readSearch('ana1@example.com')).toMatchObject({ orderNames: [] })
  })

  test('is cut where nobody types on', () => {
    const search = readSearch('x'.repeat(10_000))
    expect(search.kind === 'text' && search.rough).toHaveLength(100)
  })
})
