import { openBrowser } from '../support/browser.ts'
import { stories as dataRequest } from './data-request.story.ts'
import { stories as deliveries } from './deliveries.story.ts'
import { stories as doors } from './doors.story.ts'
import { stories as install } from './install.story.ts'
import { stories as journeys } from './journeys.story.ts'
import { stories as journeysEdit } from './journeys-edit.story.ts'
import { stories as journeysEffect } from './journeys-effect.story.ts'
import { stories as messages } from './messages.story.ts'
import { stories as offer } from './offer.story.ts'
import { stories as offersRules } from './offers-rules.story.ts'
import { stories as order } from './order.story.ts'
import { stories as ordersBrowser } from './orders-browser.story.ts'
import { stories as outlines } from './outlines.story.ts'
import { stories as postPurchase } from './post-purchase.story.ts'
import { type Story, setScene } from './scene.ts'
import { startStoryStore } from './store.ts'

// Browser stories: a real Chromium against the whole of Encore and the local Shopify. Ends in `N passed, N failed`.
// Words on the command line choose the stories whose name has one of them; the first visit is always told.

const past = { customers: 300, days: 240 }
const storySecondsMax = 120

// In this order: the first visit installs the app, the others live in the shop it leaves behind.
const all: Story[] = [
  ...install,
  ...order,
  ...offer,
  ...postPurchase,
  ...offersRules,
  ...ordersBrowser,
  ...journeys,
  ...messages,
  ...journeysEdit,
  ...journeysEffect,
  ...deliveries,
  ...dataRequest,
  ...outlines,
  ...doors,
]
const words = process.argv.slice(2)
const chosen = all.filter(
  ({ name }, place) => place === 0 || words.length === 0 || words.some((word) => name.includes(word)),
)

let failed = 0
const store = await startStoryStore(past)
const browser = await openBrowser()
try {
  for (const story of chosen) if (!(await tell(story))) failed += 1
} finally {
  await browser.close()
  await store.close()
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

async function tell(story: Story): Promise<boolean> {
  const began = Date.now()
  const scene = setScene(store, browser)
  try {
    await forgetContacts()
    await Promise.race([story.tell(scene), tooLong()])
    await scene.end()
    process.stdout.write(`  ok  ${story.name} (${Date.now() - began} ms)\n`)
    return true
  } catch (error) {
    await scene.keep(story.name.slice(0, 40).replaceAll(/\W+/g, '-')).catch(() => undefined)
    await scene.end().catch(() => undefined)
    const text = error instanceof Error ? error.message : String(error)
    process.stdout.write(`  NOT ${story.name}\n${text}\n${store.lastLines().slice(-10).join('\n')}\n`)
    return false
  }
}

/**
 * The stories share a shop and its customers, and all of it happens on one day: the next story meets people whom nobody
 * has been in touch with lately, in a shop that may be, and that leaves nobody alone.
 */
async function forgetContacts(): Promise<void> {
  const budget = { weekMax: 7, monthMax: 30, quietFromHour: 0, quietUntilHour: 0, helpFirstDays: 0 }
  await store.query(`update "Shop" set "settings" = "settings" || $1::jsonb`, [
    JSON.stringify({ budget, holdoutPercent: 0 }),
  ])
  await store.query(
    `update "Offer" set "shownAt" = "shownAt" - interval '31 days' where "shownAt" > now() - interval '31 days'`,
  )
  await store.query(`update "Touch" set "countsAt" = null where "countsAt" is not null`)
}

async function tooLong(): Promise<never> {
  await new Promise((late) => setTimeout(late, storySecondsMax * 1000).unref())
  throw new Error(`It took more than ${storySecondsMax} s.`)
}
