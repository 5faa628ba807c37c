import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withSection } from '../bench/recommend/document.ts'
import { BadInput, readShops } from '../bench/recommend/shops.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'encore-shops-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, ...rows: string[]): void {
  writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(`${rows.join('\n')}\n`))
}

const head = 'order_id,customer_id,ts,product_id,quantity,unit_price'

test('a shop is read with its days, guests, quantities and titles', () => {
  file(
    'tea',
    head,
    '2,c1,2011-01-02T10:00:00,P2,3,1.5',
    '1,,2011-01-01,P1,1,',
    '2,c1,2011-01-02T10:00:00,P1,2,9',
  )
  file('tea_products', 'product_id,title', 'P1,"CUP, RED"')
  const [shop] = readShops(folder).shops
  expect(shop?.shop).toEqual({
    name: 'tea',
    products: [{ id: 'P1', title: 'CUP, RED' }, { id: 'P2' }],
    hasDays: true,
  })
  expect(shop?.orders).toEqual([
    {
      id: '1',
      at: Date.UTC(2011, 0, 1),
      day: 14_975,
      customer: undefined,
      products: [0],
      quantities: [1],
      prices: [undefined],
    },
    {
      id: '2',
      at: Date.UTC(2011, 0, 2, 10),
      day: 14_976,
      customer: 'c1',
      products: [0, 1],
      quantities: [2, 3],
      prices: [9, 1.5],
    },
  ])
  expect(shop?.customers).toBe(1)
})

test('a product that comes twice in one order is one line', () => {
  file('tea', 'order_id,seq,product_id,quantity', '1,7,P1,1', '1,7,P1,2')
  const [shop] = readShops(folder).shops
  expect(shop?.orders).toMatchObject([{ at: 7, day: 0, products: [0], quantities: [3] }])
  expect(shop?.shop.hasDays).toBe(false)
})

test('a file that only tells when is named and left out', () => {
  file('when', 'order_id,customer_id,ts,order_value', '1,c1,2011-01-01,5')
  expect(readShops(folder)).toEqual({ shops: [], withoutProducts: ['when'] })
})

test.each([
  [
    'no column of orders',
    ['foo,ts,product_id', '1,2011-01-01,P1'],
    'bad.csv.gz must have the columns order_id',
  ],
  [
    'no column of time',
    ['order_id,product_id', '1,P1'],
    'bad.csv.gz must have the columns order_id, ts or seq',
  ],
  ['only column names', ['order_id,ts,product_id'], 'bad.csv.gz must hold a row of column names and orders'],
  ['a time that is none', [head, '1,,yesterday,P1,1,1'], 'bad.csv.gz, row 2: ts must be a time'],
  ['a day that is none', [head, '1,,2011-13-45,P1,1,1'], 'bad.csv.gz, row 2: ts must be a time'],
  ['a row without a product', [head, '1,,2011-01-01,,1,1'], 'bad.csv.gz, row 2: order_id and product_id'],
])('%s is refused with the file and what it must hold', (_, rows, message) => {
  file('bad', ...rows)
  expect(() => readShops(folder)).toThrow(BadInput)
  expect(() => readShops(folder)).toThrow(message)
})

test('what is not a folder, is empty or is not compressed is refused', () => {
  expect(() => readShops(join(folder, 'none'))).toThrow('there is no folder')
  expect(() => readShops(folder)).toThrow('holds no NAME.csv.gz file')
  writeFileSync(join(folder, 'plain.csv.gz'), head)
  expect(() => readShops(folder)).toThrow('plain.csv.gz must be a gzip file')
})

test('the document keeps what others wrote, to the letter', () => {
  const document = '# Title\n\n## Method\n\nOurs.\n\n## Figures\n\nOld.\n\n## Sources\n\nSome.\n'
  const expected = '# Title\n\n## Method\n\nOurs.\n\n## Figures\n\nNew.\n\n## Sources\n\nSome.\n'
  expect(withSection(document, 'Figures', 'New.')).toBe(expected)
  expect(withSection(expected, 'Figures', 'New.')).toBe(expected)
  expect(withSection('# Title\n', 'Figures', 'New.')).toBe('# Title\n\n## Figures\n\nNew.\n')
})
