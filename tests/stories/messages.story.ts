import assert from 'node:assert/strict'
import type { ArrivedMail } from '../stand-in/mailbox.ts'
import { type Scene, type Story, until } from './scene.ts'

/** Messages as the merchant sets them up and as who gets them decides over them. After the journey that sent one. */
export const stories: Story[] = [
  {
    name: 'a shopper opens the link of a message, asks for less, says it was a gift, and stops all with one press',
    async tell(scene) {
      const mail = latest(scene)
      const page = await scene.open()
      await page.goto(`${scene.store.standIn.url}/mailbox`)
      await page
        .getByText(mail.mail.subject ?? '')
        .first()
        .waitFor()
      await scene.look(page, 'mailbox')
      await page
        .getByText(mail.mail.subject ?? '')
        .first()
        .click()
      await page.frameLocator('iframe').getByText('You get this because').waitFor()
      await page.setContent(mail.mail.html ?? '')
      await scene.look(page, 'email')
      await page.goto(linkIn(mail, 'preferences'))
      await page.getByRole('heading', { name: 'What Roast & Co. may write to you' }).waitFor()
      await scene.look(page, 'preferences')
      await page.getByText('At most 1 in 30 days').click()
      await page.getByText('Reminders when something runs out').click()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      assert.deepEqual(await kept(scene), { monthMax: 1, topicsOff: ['reminders'] })
      await page
        .getByRole('button', { name: /^It was a gift: / })
        .first()
        .click()
      await page.getByText('You said: It was a gift').waitFor()
      await scene.look(page, 'preferences-said')
      await page.goto(linkIn(mail, 'unsubscribe'))
      await page.getByRole('heading', { name: 'Stop all messages?' }).waitFor()
      await scene.look(page, 'unsubscribe')
      assert.deepEqual((await stopped(scene)).length, 0, 'whoever only opens the link has changed nothing')
      await page.getByRole('button', { name: 'Stop all messages' }).click()
      await page.getByText('Done. You will get no more messages from Roast & Co.').waitFor()
      assert.deepEqual(await stopped(scene), ['email', 'flow', 'klaviyo'])
      await until('Shopify knows it too', async () => {
        const { customers } = scene.store.standIn.world
        return customers().some(
          (each) => mail.to.includes(each.email ?? '') && each.emailConsent === 'unsubscribed',
        )
      })
      await seeThatShopMayNotWrite(scene, linkIn(mail, 'preferences'))
      await seeTheirWords(scene)
    },
  },
  {
    name: 'a merchant says where answers go, tries a message, and finds it in the mailbox',
    async tell(scene) {
      const { page, app } = await scene.openAdmin('/app/settings')
      await app.getByLabel('Answers go to').fill('hello@roast.example')
      await app.getByRole('button', { name: 'Save' }).nth(1).click()
      await app.getByRole('link', { name: 'Manage channels' }).click()
      await app.getByRole('heading', { name: 'Channels', level: 1 }).waitFor()
      await scene.look(page, 'channels')
      await app.getByRole('button', { name: 'Send a test message' }).click()
      await app.getByText('The mail server took it for hello@roast.example.').waitFor()
      const mail = latest(scene)
      assert.deepEqual(mail.to, ['hello@roast.example'])
    },
  },
  {
    name: 'a merchant makes a token that starts a journey, sees it once, and revokes it',
    async tell(scene) {
      const { page, app } = await scene.openAdmin('/app/settings/developers')
      await app.getByRole('heading', { name: 'For developers', level: 1 }).waitFor()
      await app.getByLabel('Name', { exact: true }).fill('Help desk')
      await app.getByText('See which journeys there are').click()
      await app.getByRole('button', { name: 'Make token' }).click()
      const token = await app.getByLabel('Token', { exact: true }).inputValue()
      await scene.look(page, 'developers')
      assert.equal(await askWith(scene, token), 200)
      await page.reload()
      await app.getByText('Help desk').first().waitFor()
      assert.equal(await app.getByText(token).count(), 0, 'a token is shown once')
      await app.getByRole('button', { name: 'Revoke Help desk' }).click()
      await app.getByRole('button', { name: 'Revoke', exact: true }).last().click()
      await app.getByText('No token is in use.').waitFor()
      assert.equal(await askWith(scene, token), 401)
    },
  },
]

/** Shopify's word that they want no messages comes back, and their page says so beside what they chose. */
async function seeThatShopMayNotWrite(scene: Scene, link: string): Promise<void> {
  const page = await scene.open()
  const words = page.getByText('Roast & Co. may not send you messages')
  await until('the page says that the shop may not write', async () => {
    await page.goto(link)
    return (await words.count()) === 1
  })
  await scene.look(page, 'preferences-lacking')
}

/** What a shopper said themselves stands on their timeline for the merchant, with what it changed. */
async function seeTheirWords(scene: Scene): Promise<void> {
  const { rows } = await scene.store.query(`select "customerId" from "Preference"`)
  const digits = /\d+$/.exec(rows[0]?.customerId ?? '')?.[0]
  const { page, app } = await scene.openAdmin(`/app/customers/${digits}?filter=words`)
  const said = app.locator('details').filter({ hasText: / was a gift/ })
  await said.locator('summary').click()
  await app.getByText('Nothing reminds them that it runs out, unless they buy it again.').waitFor()
  const chosen = app.locator('details').filter({ hasText: 'Chose anew how they want to be reached' })
  assert.equal(await chosen.count(), 2, 'fewer was chosen, and then none')
  for (const each of await chosen.locator('summary').all()) await each.click()
  await app.getByText('At most 1 contact in 30 days.').waitFor()
  await app.getByText('No more reminders of what runs out.').waitFor()
  await app.getByText('Not to be reached by email, through Klaviyo, or through Shopify Flow.').waitFor()
  await scene.look(page, 'timeline-said')
}

function latest({ store }: Scene): ArrivedMail {
  const [mail] = store.standIn.mailbox.messages()
  assert.ok(mail, 'an email has arrived')
  return mail
}

function linkIn({ mail }: ArrivedMail, door: 'preferences' | 'unsubscribe'): string {
  const [link] =
    new RegExp(`https?://[^\\s"<>]+/${door}/[^\\s"<>]+`).exec(
      `${mail.html} ${JSON.stringify(mail.headers)}`,
    ) ?? []
  assert.ok(link, `the email leads to ${door}`)
  return link
}

async function kept({ store }: Scene): Promise<unknown> {
  const { rows } = await store.query(`select "monthMax", "topicsOff" from "Preference"`)
  return rows[0]
}

async function stopped({ store }: Scene): Promise<string[]> {
  const { rows } = await store.query(`select "channelsOff" from "Preference"`)
  return [...(rows[0]?.channelsOff ?? [])].sort()
}

async function askWith({ store }: Scene, token: string): Promise<number> {
  let status = 0
  await until('the interface answers', async () => {
    const answer = await fetch(`${store.standIn.appUrl}/api/v1/journeys`, {
      headers: { authorization: `Bearer ${token}` },
    })
    status = answer.status
    return status !== 503
  })
  return status
}
