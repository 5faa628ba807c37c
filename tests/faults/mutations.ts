// The product, broken on purpose: each of these must be caught, or the check proves nothing. They are changes to the
// text of the product's files while a child process loads them; the product knows nothing of it. A change whose text
// is no longer there stops the process: it has to be written anew.

/** One change of one file. */
export interface Change {
  file: string
  find: string
  replace: string
}

/** Ways to be wrong, and the changes that make it so. */
export const mutations: Record<string, Change[]> = {
  'acknowledges before it has kept': [
    {
      file: 'app/doors/webhooks.ts',
      find: 'return deliveries.keep({ ...said, receivedAt: now(), body })',
      // Late enough that one of the kills comes between, on a fast machine as on a slow one.
      replace:
        'setTimeout(() => void deliveries.keep({ ...said, receivedAt: now(), body }), 200)\n    return 200',
    },
  ],
  'swallows the error of a commit': [
    {
      file: 'app/features/orders/receive-delivery.ts',
      find: "'deliveries could not be kept')\n    return false",
      replace: "'deliveries could not be kept')\n    return true",
    },
  ],
  'has no unique key for deliveries': [
    { file: 'app/store/delivery-group.server.ts', find: '\n    on conflict do nothing\n', replace: '\n' },
  ],
  'keeps the pieces of a delivery that came twice': [
    {
      file: 'app/store/delivery-group.server.ts',
      find: 'select drop_pieces("shopId", "bodyId") from',
      replace: 'select from',
    },
  ],
  'keys an effect by the delivery': [
    {
      file: 'app/features/orders/work-batch.ts',
      find: 'told.push({ change,',
      replace: `told.push({
        change: change.kind !== 'refund' ? change
          : { ...change, refund: { ...change.refund, id: change.refund.id + delivery.id.replaceAll(/[^0-9]/g, '') } },`,
    },
  ],
  'commits "done" before the effect': [
    {
      file: 'app/features/orders/work-batch.ts',
      find: '  await applyChanges(db, told, handlers, now)\n',
      replace: `  const [at] = await db.$queryRaw\`select current_setting('app.shop_id') as shop\`
  ;(globalThis.postponed ??= new Map()).set(at.shop, told)\n`,
    },
    {
      file: 'app/features/orders/work-shop.ts',
      find: '  for (const id of graveIds) onGrave(shop, id)\n',
      replace: `  for (const id of graveIds) onGrave(shop, id)
  const told = globalThis.postponed?.get(shop)
  globalThis.postponed?.delete(shop)
  const { applyChanges } = await import('./apply-changes.ts')
  await new Promise((later) => setTimeout(later, 250))
  if (told) await inShop(shop, (db) => applyChanges(db, told, handlers, now()))\n`,
    },
  ],
  'counts a repeat again when its order is told again': [
    {
      file: 'app/features/orders/learn-orders.ts',
      find: 'needChanges(customerOrders(before), customerOrders(after))',
      replace: 'needChanges(customerOrders(before.slice(1)), customerOrders(after))',
    },
  ],
  'ignores when an order was updated': [
    {
      file: 'app/domain/orders.ts',
      find: 'return later !== 0 ? later > 0 : progressOf(heard) > progressOf(known)',
      replace: 'return later !== 0 || progressOf(heard) > 0',
    },
  ],
  'learns an order again each time it comes': [
    {
      file: 'app/features/orders/learn-orders.ts',
      find: 'await moveLearned(db, before, [...others, ...baskets])',
      replace: 'await moveLearned(db, [], baskets)',
    },
  ],
  'does not unlearn what was cancelled': [
    {
      file: 'app/features/orders/record-orders.ts',
      find: 'const counts = isPaid(order) && ',
      replace: 'const counts = (isPaid(order) || known.get(order.id)?.learnedAt) && ',
    },
  ],
  'forgets what came before its order': [
    {
      file: 'app/features/orders/record-orders.ts',
      find: '  await takeInChildren(db, ids)\n',
      replace: '',
    },
  ],
  'judges no exits': [
    {
      file: 'app/domain/journeys/exits.ts',
      find: "if (exits.onRefund && wasRefunded(plan, enrollment, facts)) return 'refunded'",
      replace: '',
    },
  ],
  'walks on before its time': [
    { file: 'app/domain/journeys/steps/wait.ts', find: 'if (now < until)', replace: 'if (now < since)' },
  ],
  'begins a walk again whenever its order is told': [
    {
      file: 'app/features/journeys/enter-journeys.ts',
      find: 'const key = enrollmentKey(journeyId, each)',
      replace: 'const key = enrollmentKey(journeyId, each) + performance.now()',
    },
  ],
  'records a step in another commit than its touch': [
    {
      file: 'app/features/journeys/record-walks.ts',
      find: 'writeTouches(db, latestOfEach(touches)),',
      replace: 'void (globalThis.postponedTouches ??= []).push([shop, latestOfEach(touches)]),',
    },
    {
      file: 'app/features/journeys/work-walks.ts',
      find: '  count(outcome, now())\n',
      replace: `  count(outcome, now())
  const { writeTouches } = await import('../../store/touches.server.ts')
  const postponed = (globalThis.postponedTouches ?? []).splice(0)
  if (postponed.length > 0) await new Promise((later) => setTimeout(later, 400))
  for (const [owner, touches] of postponed) await inShopHot(owner, (db) => writeTouches(db, touches))\n`,
    },
  ],
  'drops the neighbours of what cannot be read': [
    {
      file: 'app/features/orders/work-batch.ts',
      find: '} else if (change instanceof Unreadable) {\n',
      replace: `} else if (change instanceof Unreadable) {
      for (const each of deliveries) await setAside(db, each.id, 'lost', now)
      return counts\n`,
    },
  ],
}

/** What a mutation does to the database besides. */
export const mutatedSchema: Record<string, string> = {
  'has no unique key for deliveries': 'alter table "Delivery" drop constraint "Delivery_pkey"',
}
