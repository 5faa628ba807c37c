import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Frame, FrameLocator, Page } from 'playwright-core'
import { desktop, type OpenBrowser, phone } from '../support/browser.ts'
import type { StoryStore } from './store.ts'

const screenshots = join(import.meta.dirname, 'screenshots')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const waitMsMax = 30_000
// Remix's router gives up an answer it no longer needs, and says so itself when that was half read: a preview under way
// while a form is sent. Nothing is missing on the page.
const givenUp = /^AbortError: BodyStreamBuffer was aborted/

/** One claim about what a person can do, told in a real browser. */
export interface Story {
  name: string
  tell(scene: Scene): Promise<void>
}

/** What a story has at hand. */
export interface Scene {
  store: StoryStore
  /** A window of its own. Whatever is red on its console in the end makes the story fail, but for answers that the router gave up. */
  open(): Promise<Page>
  /** Opens the embedded app in the shop's admin, at one of its pages. */
  openAdmin(path?: string): Promise<{ page: Page; app: FrameLocator }>
  /** Expects complaints on the console that a story brings about itself. */
  forgive(complaint: RegExp): void
  /** Looks at the window on a desk and on a phone: takes a picture of each and asks axe, which must find nothing. */
  look(page: Page, name: string): Promise<void>
}

/** Sets a scene, and afterwards takes it down again. `end` fails for a red console; `keep` pictures what went wrong. */
export function setScene(
  store: StoryStore,
  browser: OpenBrowser,
): Scene & { end(): Promise<void>; keep(name: string): Promise<void> } {
  const windows: { page: Page; complaints: string[]; close(): Promise<void> }[] = []
  const forgiven: RegExp[] = [givenUp]
  const open = async () => {
    const { page, context, complaints } = await browser.open(desktop)
    page.setDefaultTimeout(waitMsMax)
    windows.push({ page, complaints, close: () => context.close() })
    return page
  }
  return {
    store,
    open,
    async openAdmin(path = '') {
      const page = await open()
      const { domain } = store.standIn.world.shop
      await page.goto(`${store.standIn.url}/admin/${domain}/apps/encore${path}`)
      return { page, app: page.frameLocator('#app') }
    },
    forgive: (complaint) => forgiven.push(complaint),
    look,
    async keep(name) {
      await mkdir(screenshots, { recursive: true })
      for (const [at, { page }] of windows.entries())
        await page.screenshot({ path: join(screenshots, `failed-${name}-${at}.png`), fullPage: true })
    },
    async end() {
      for (const { close } of windows) await close()
      assert.deepEqual(
        windows.flatMap(({ complaints }) =>
          complaints.filter((complaint) => !forgiven.some((each) => each.test(complaint))),
        ),
        [],
        'the console stays quiet',
      )
    },
  }
}

async function look(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true })
  for (const [label, size] of [
    ['desktop', desktop],
    ['phone', phone],
  ] as const) {
    await page.setViewportSize(size)
    await page.waitForTimeout(settleMs)
    await page.screenshot({ path: join(screenshots, `${name}-${label}.png`), fullPage: true })
    for (const frame of page.frames()) await askAxe(frame, `${name} on a ${label}`)
  }
  await page.setViewportSize(desktop)
}

// Polaris moves things for up to 300 ms after a resize; axe must not judge colours half faded in.
const settleMs = 400

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/** Holds one document to WCAG 2.1 AA. */
async function askAxe(frame: Frame, where: string): Promise<void> {
  // In a drawn email no script runs, axe no more than any other.
  if (frame.url() === 'about:blank' || frame.url() === 'about:srcdoc') return
  await frame.evaluate(axeSource)
  const { violations } = await frame.evaluate(
    (): Promise<AxeResult> =>
      (
        globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResult> } }
      ).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], iframes: false }),
  )
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `    ${html}\n    ${failureSummary ?? ''}`).join('\n')}`,
  )
  assert.deepEqual(
    found,
    [],
    `axe finds nothing to complain about in ${where} (${new URL(frame.url()).pathname})`,
  )
}

/** Waits until something holds, looking again every 100 ms; fails with the claim after 30 s. */
export async function until(claim: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + waitMsMax
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${waitMsMax / 1000} s in vain until ${claim}.`)
    await new Promise((later) => setTimeout(later, 100))
  }
}
