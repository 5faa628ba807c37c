import type { Order } from '../world/types/orders.ts'
import type { Gid, Money } from '../world/types/shop.ts'
import type { World } from '../world/types/world.ts'

/** What was taken from a buyer's card, at once when they paid or when they added to their order. */
export interface Charge {
  orderId: Gid<'Order'>
  kind: 'purchase' | 'added'
  amount: Money
  atMs: number
  /** The changeset that asked for it. */
  tokenId: string | null
}

/** The payment provider's own books of one shop: kept beside the orders, so that a test can compare the two. */
export interface Books {
  /** What the order cost when it was paid. Called again it changes nothing. */
  paid(order: Order): void
  added(charge: Omit<Charge, 'kind'>): void
  charges(orderId: string): Charge[]
  /** Whether a changeset of this name was applied. */
  isApplied(tokenId: string): boolean
}

const byWorld = new WeakMap<World, Books>()

/** The books of a shop; they live as long as the process. */
export function booksOf(world: World): Books {
  const known = byWorld.get(world) ?? openBooks()
  byWorld.set(world, known)
  return known
}

function openBooks(): Books {
  const all: Charge[] = []
  const charges = (orderId: string) => all.filter((charge) => charge.orderId === orderId)
  return {
    paid({ id, total, presentmentCurrency, createdAtMs }) {
      if (charges(id).length > 0) return
      const amount = { minor: total.buyer, currency: presentmentCurrency }
      all.push({ orderId: id, kind: 'purchase', amount, atMs: createdAtMs, tokenId: null })
    },
    added: (charge) => void all.push({ ...charge, kind: 'added' }),
    charges,
    isApplied: (tokenId) => all.some((charge) => charge.tokenId === tokenId),
  }
}
