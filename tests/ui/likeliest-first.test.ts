import { expect, test } from 'vitest'
import { likeliestFirst } from '../../app/ui/journeys/likeliest-first.ts'

const shoppers = [3, 1, 2, 1].map((orderNumber, at) => {
  const name = `${at}: order ${orderNumber}`
  return { id: name, name, orderId: name, orderNumber }
})
const namesFor = (trigger: Parameters<typeof likeliestFirst>[1]) =>
  likeliestFirst(shoppers, trigger).map(({ name }) => name)

test('a message is first shown as somebody whose order its journey waits for', () => {
  const [third, first, second, last] = shoppers.map(({ name }) => name)
  expect(namesFor({ kind: 'nth-order', number: 1, orLater: false })).toEqual([first, last, third, second])
  expect(namesFor({ kind: 'nth-order', number: 2, orLater: true })).toEqual([third, second, first, last])
  expect(namesFor({ kind: 'nth-order', number: 9, orLater: false })).toEqual([third, first, second, last])
  expect(namesFor({ kind: 'birthday', daysBefore: 0 })).toEqual([third, first, second, last])
})
