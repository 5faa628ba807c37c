import { html } from '../html.ts'
import type { Answer } from '../web.ts'
import { storeBar } from './store-bar.ts'

/** A page that says what is not there and where to go instead. */
export function notFound(message: string): Answer {
  return {
    kind: 'page',
    status: 404,
    html: html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not found</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/base.css"></head>
<body>${storeBar('front')}<main id="content" class="message"><h1>${message}</h1><p><a href="/">To the front page</a> or <a href="/shop">to the shop</a>.</p></main></body></html>`,
  }
}
