import { AppProvider } from '@shopify/polaris'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import { expect, test } from 'vitest'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { journeyTemplates } from '../../app/domain/journeys/templates.ts'
import { PublishPage } from '../../app/ui/journeys/publish-page.tsx'
import { noon } from '../support/database.ts'

const draft = journeyTemplates['first-order']
const opened = { id: 'one', name: 'One', status: 'live', revision: 1, liveVersion: 3, versions: [] } as const
const warning = { kind: 'nothing-happens', severity: 'warns', stepId: undefined } as const

/** What the page says, the tags left out. */
async function page(change: { live: JourneyDefinition; dryRunAt?: Date }): Promise<string> {
  const journey = { ...opened, draft, live: change.live, versions: [] }
  const shown = { faults: [warning], older: [], titles: {}, currency: 'EUR', dryRunAt: change.dryRunAt }
  const element = createElement(PublishPage, { journey, ...shown })
  const handler = createStaticHandler([{ path: '/', element }])
  const context = await handler.query(new Request('http://localhost/'))
  if (context instanceof Response) throw new Error('The page answers no request by itself.')
  const router = createStaticRouter(handler.dataRoutes, context)
  const provided = createElement(StaticRouterProvider, { router, context, hydrate: false })
  const html = renderToStaticMarkup(createElement(AppProvider, { i18n: {} }, provided))
  return html.replaceAll(/<[^>]*>/g, ' ')
}

test('a journey that is live as it is says so and leads back, with nothing to publish or to look at', async () => {
  const said = await page({ live: draft })
  expect(said).toContain('Version 3 is live.')
  expect(said).toContain('Back to the journey')
  expect(said).not.toContain('What changed')
  expect(said).not.toMatch(/Worth a look|[Dd]ry.run|Publish\s+(?!“)/)
})

test('a draft that was dry-run as it is leads to that run, any other is to be run first', async () => {
  const other = { ...draft, steps: [] }
  const before = await page({ live: other })
  expect(before).toContain('Dry run it first')
  expect(before).toContain('Worth a look first')
  const after = await page({ live: other, dryRunAt: noon })
  expect(after).not.toContain('Dry run it first')
  expect(after).toContain('See its dry run')
})
