import type { Happening } from './happenings.ts'
import { gid } from './ids.ts'
import { WorldRefusal } from './order-building.ts'
import type { State } from './state.ts'
import type { Order, Return, ReturnStep } from './types/orders.ts'
import type { World } from './types/world.ts'

/** What a return must be for a step, and what it is after it. */
const steps: Record<ReturnStep, { from: Return['status'] | undefined; to: Return['status'] }> = {
  request: { from: undefined, to: 'requested' },
  approve: { from: 'requested', to: 'open' },
  decline: { from: 'requested', to: 'declined' },
  cancel: { from: 'open', to: 'canceled' },
  close: { from: 'open', to: 'closed' },
  reopen: { from: 'closed', to: 'open' },
}

/** The part of a shop that sends things back. */
export function returnChanges(
  state: State,
  orderOf: (id: string) => Order,
  now: () => number,
  changed: (order: Order, happening: Happening) => Order,
): Pick<World, 'requestReturn' | 'moveReturn'> {
  const move = (order: Order, returned: Return, step: ReturnStep) => {
    returned.status = steps[step].to
    returned.updatedAtMs = now()
    return changed(order, { kind: 'return-moved', order, returned, step })
  }
  return {
    requestReturn(orderId) {
      const order = orderOf(orderId)
      const returned = requested(state, order, now())
      order.returns = [...(order.returns ?? []), returned]
      return move(order, returned, 'request')
    },
    moveReturn(orderId, step) {
      const order = orderOf(orderId)
      const returned = order.returns?.at(-1)
      const rule = Object.hasOwn(steps, step) ? steps[step] : undefined
      if (!rule?.from) throw new WorldRefusal(`A return is not moved by "${step}".`)
      if (returned?.status !== rule.from) throw new WorldRefusal(`${order.name} has no ${rule.from} return.`)
      return move(order, returned, step)
    },
  }
}

/** Everything that was sent and not given back, in one return. */
function requested(state: State, order: Order, atMs: number): Return {
  const before = order.returns ?? []
  const nth = (order.number + state.firstNumber * 1_000_000) * 8 + before.length
  if (before.some(({ status }) => status === 'requested' || status === 'open'))
    throw new WorldRefusal(`${order.name} has a return that is not settled.`)
  const lines = order.lines.flatMap((line, index) => {
    const quantity = line.currentQuantity - line.unfulfilledQuantity
    return quantity > 0 ? [{ id: gid('ReturnLineItem', nth * 32 + index), lineId: line.id, quantity }] : []
  })
  if (lines.length === 0) throw new WorldRefusal(`${order.name} has nothing that could be sent back.`)
  return {
    id: gid('Return', nth),
    name: `${order.name}-R${before.length + 1}`,
    status: 'requested',
    lines,
    updatedAtMs: atMs,
  }
}
