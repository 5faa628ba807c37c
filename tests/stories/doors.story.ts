import assert from 'node:assert/strict'
import { frameAddress } from '../stand-in/faces/pages/admin.ts'
import type { Story } from './scene.ts'

const browserName = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'

/** The admin's documents, looked at from outside. */
export const stories: Story[] = [
  {
    name: 'a customer of another shop, one who never was and one who cannot be are the same page, byte for byte',
    async tell({ store }) {
      const { world, tunnelUrl, worlds } = store.standIn
      const theirs = [...worlds.values()].find((each) => each !== world)?.customers()[0]
      assert.ok(theirs, 'the other shop has customers')
      // One token for all, so that nothing but the id differs.
      const address = frameAddress(tunnelUrl, world, '/app/customers/1', new URLSearchParams())
      const read = async (digits: string) => {
        const answer = await fetch(address.replace('/customers/1?', `/customers/${digits}?`), {
          headers: { 'user-agent': browserName },
        })
        return {
          status: answer.status,
          policy: answer.headers.get('content-security-policy'),
          text: await answer.text(),
        }
      }
      const unknown = await read('99999999')
      assert.equal(unknown.status, 404)
      assert.match(unknown.text, /There is nothing at this address/)
      for (const digits of [theirs.id.split('/').at(-1) ?? '', 'abc', '%00', '-1'])
        assert.deepEqual(await read(digits), unknown, digits)
      assert.equal((await read(world.customers()[0]?.id.split('/').at(-1) ?? '')).status, 200)
    },
  },
  {
    name: 'a page may be framed by its own shop and nobody else; the landing page by nobody at all',
    async tell({ store }) {
      const { world, appUrl } = store.standIn
      const policyOf = async (address: string) => {
        const answer = await fetch(address, { headers: { 'user-agent': browserName }, redirect: 'manual' })
        await answer.body?.cancel()
        return answer.headers.get('content-security-policy') ?? ''
      }
      const own = await policyOf(frameAddress(appUrl ?? '', world, '/app', new URLSearchParams()))
      assert.match(own, new RegExp(`^frame-ancestors https://${world.shop.domain} https://admin.shopify.com`))
      assert.equal(await policyOf(`${appUrl}/`), "frame-ancestors 'none';")
    },
  },
  {
    name: 'a page stays on the screen while the database is away, and goes on by itself when it is back',
    async tell(scene) {
      const { page, app } = await scene.openAdmin('/app/settings')
      await app.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
      const asked = page.waitForResponse(
        (answer) => answer.url().endsWith('/readyz') && answer.status() === 503,
      )
      await scene.store.stopDatabase()
      await asked
      assert.equal(await app.getByRole('heading', { name: 'Settings', level: 1 }).count(), 1)
      await scene.store.startDatabase()
      await page.waitForResponse((answer) => answer.url().includes('/app/settings.data') && answer.ok())
      scene.forgive(/503/)
    },
  },
]
