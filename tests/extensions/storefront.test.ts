import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { goodsQuery, languageCode } from '../../extensions/shared/goods-query.ts'
import { keptSlice, realSchema } from '../support/schema-slice.ts'

describe('what the block asks the storefront', () => {
  test('fits the schema of Shopify', () => {
    const schema = realSchema('storefront') ?? buildSchema(keptSlice('storefront'))
    expect(validate(schema, parse(goodsQuery))).toEqual([])
  })

  test('fits the slice of it that the local store runs', () => {
    expect(validate(buildSchema(keptSlice('storefront')), parse(goodsQuery))).toEqual([])
  })

  test.each([
    ['en', 'EN'],
    ['en-US', 'EN'],
    ['pt-BR', 'PT_BR'],
    ['pt', 'PT'],
    ['zh-CN', 'ZH_CN'],
    ['zh-Hans', 'ZH'],
    ['de-AT', 'DE'],
  ])('names the language %s as %s', (tag, code) => {
    expect(languageCode(tag)).toBe(code)
    const schema = realSchema('storefront') ?? buildSchema(keptSlice('storefront'))
    const codes = schema.getType('LanguageCode')
    expect(codes && 'getValue' in codes && codes.getValue(code)).toBeTruthy()
  })
})
