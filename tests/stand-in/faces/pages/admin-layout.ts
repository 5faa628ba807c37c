import type { World } from '../../world/types/world.ts'
import { type Html, html, type Piece } from '../html.ts'
import type { Site } from '../site.ts'

/** The admin around an app: top bar, navigation (a menu on phones), content. */
export function adminPage(site: Site, world: World, here: string, title: string, content: Piece): Html {
  const { shop } = world
  const isApp = here === 'encore'
  const link = (name: string, label: string) =>
    html`<li><a href="/admin/${shop.domain}/${name}"${here === name ? html` aria-current="page"` : null}>${label}</a></li>`
  return html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${shop.name}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/admin.css"></head>
<body class="admin${isApp ? ' with-app' : ''}">
<header class="top"><button id="menu" aria-expanded="false" aria-controls="side" aria-label="Menu"><span></span></button>
  <a class="home" href="/"><b>Encore</b> local store</a><span class="shop-name">${shopSwitch(site, world)}</span>
  <div id="save-bar" hidden><span>Unsaved changes</span><span data-actions></span></div></header>
<div class="body"><nav id="side" aria-label="Admin"><ul>${link('orders', 'Orders')}</ul><h2>Apps</h2>
  <ul><li><a href="/admin/${shop.domain}/apps/encore"${isApp ? html` id="app-link" data-path="/"` : null}><span class="app-mark" aria-hidden="true"></span>Encore</a><ul id="app-nav"></ul></li></ul>
  <ul class="foot"><li><a href="/shop">Online store</a></li><li><a href="/">Front page</a></li></ul></nav>
<main id="content">${isApp ? html`<div class="title-bar"><span class="app-mark" aria-hidden="true"></span><h1 id="title">Encore</h1><span id="title-actions"></span></div><div id="loading" hidden></div>` : null}${content}</main></div>
<div id="toasts"></div></body></html>`
}

function shopSwitch(site: Site, world: World): Piece {
  const others = [...site.standIn.worlds.values()].filter((each) => each !== world)
  if (others.length === 0) return world.shop.name
  return html`<details><summary>${world.shop.name}</summary><ul>${others.map(({ shop }) => html`<li><a href="/admin/${shop.domain}/apps/encore">${shop.name}</a></li>`)}</ul></details>`
}
