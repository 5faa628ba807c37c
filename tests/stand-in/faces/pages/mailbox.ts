import type { ArrivedMail } from '../../mailbox.ts'
import { type Html, html, type Piece } from '../html.ts'
import type { Site } from '../site.ts'
import type { Answer, Visit } from '../web.ts'
import { notFound } from './not-found.ts'
import { storeBar } from './store-bar.ts'

const VIEWS = [
  ['html', 'As it looks'],
  ['phone', 'On a phone'],
  ['text', 'As plain text'],
  ['headers', 'Its headers'],
] as const
type View = (typeof VIEWS)[number][0]

const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' })

/** `/mailbox`: what arrived, for whomever, the newest first. */
export function mailboxPage({ standIn }: Site): Answer {
  const messages = standIn.mailbox.messages()
  const list = messages.map(
    (
      each,
    ) => html`<li><a href="/mailbox/${each.id}"><strong>${each.mail.subject ?? 'Without a subject'}</strong>
    <span>${each.mail.from?.name ?? ''} to ${each.to.join(', ')}</span><time datetime="${new Date(each.atMs).toISOString()}">${MOMENT.format(each.atMs)}</time></a></li>`,
  )
  const empty = html`<p class="muted">No email has arrived yet. Publish a journey in the admin, buy something, and move the clock: what Encore writes to the shop's customers arrives here, whatever address it is for.</p>`
  return page(
    'Mailbox',
    html`<h1>Mailbox</h1>${messages.length > 0 ? html`<ol class="mails">${list}</ol>` : empty}`,
  )
}

/** `/mailbox/<id>`: one message as a person would see it. */
export function mailPage({ standIn }: Site, visit: Visit, id = ''): Answer {
  const found = standIn.mailbox.message(Number(id))
  if (!found) return notFound('There is no such email.')
  const asked = visit.url.searchParams.get('view')
  const view = VIEWS.find(([name]) => name === asked)?.[0] ?? 'html'
  const tabs = VIEWS.map(
    ([name, label]) =>
      html`<a href="/mailbox/${found.id}?view=${name}"${name === view ? html` aria-current="page"` : null}>${label}</a>`,
  )
  return page(
    found.mail.subject ?? 'Email',
    html`<p><a href="/mailbox">All emails</a></p><h1>${found.mail.subject ?? 'Without a subject'}</h1>
    <dl class="mail-head"><dt>From</dt><dd>${people(found)}</dd><dt>To</dt><dd>${found.to.join(', ')}</dd><dt>Arrived</dt><dd>${MOMENT.format(found.atMs)}</dd></dl>
    <nav class="mail-tabs" aria-label="How to look at it">${tabs}</nav>${shown(found, view)}`,
  )
}

function people({ mail: { from, replyTo } }: ArrivedMail): string {
  const sender = `${from?.name ?? ''} <${from?.address ?? ''}>`.trim()
  const reply = replyTo?.[0]?.address
  return reply ? `${sender}, answers to ${reply}` : sender
}

function shown(found: ArrivedMail, view: View): Piece {
  switch (view) {
    case 'html':
    case 'phone':
      return html`<iframe class="mail ${view}" title="The email" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${found.id}/body"></iframe>`
    case 'text':
      return html`<pre class="mail">${found.mail.text ?? 'It has no plain text.'}</pre>`
    case 'headers':
      return html`<pre class="mail">${found.raw.split(/\r?\n\r?\n/, 1)[0] ?? ''}</pre>`
    default:
      return view satisfies never
  }
}

/** What the frame shows: the email itself, in which no script runs. Links to the shop lead to this one. */
export function mailBody({ standIn }: Site, _visit: Visit, id = ''): Answer {
  const found = standIn.mailbox.message(Number(id))
  const body = found?.mail.html
  if (!found || body === undefined) return notFound('There is no such email.')
  return {
    kind: 'file',
    type: 'text/html; charset=utf-8',
    body: `${localLinks(body, standIn.url, [...standIn.worlds.keys()])}<base target="_blank">`,
    policy: "script-src 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
  }
}

function localLinks(body: string, url: string, domains: string[]): string {
  return domains.reduce(
    (text, domain) =>
      text
        .replaceAll(`href="https://${domain}"`, `href="${url}/shop"`)
        .replaceAll(`href="https://${domain}/`, `href="${url}/`),
    body,
  )
}

function page(title: string, content: Html): Answer {
  return {
    kind: 'page',
    html: html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}, local store</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/mailbox.css"></head>
<body class="mailbox">${storeBar('mailbox')}<main id="content">${content}</main></body></html>`,
  }
}
