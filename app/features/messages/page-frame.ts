import { createHash } from 'node:crypto'
import { createElement as h, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { inkOn, usualColor } from '../../domain/messages/contrast.ts'

const style = `
:root { color-scheme: light dark; --ink: #1f1f1f; --muted: #5c5c5c; --paper: #f4f4f2; --card: #fff; --line: #8a8a8a; --soft: #dcdcd8; --good: #1d5c3a; --bad: #a11; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f2; --muted: #bdbdbd; --paper: #121212; --card: #1e1e1e; --line: #9a9a9a; --soft: #444; --good: #8fd6ac; --bad: #ff9a9a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 18px/1.5 ui-sans-serif, -apple-system, Segoe UI, Roboto, Noto Sans, Noto Sans Devanagari, Noto Sans CJK SC, Noto Sans CJK JP, Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
main { max-width: 640px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 8px; text-wrap: balance; }
h2, legend { font-size: 1.1rem; font-weight: 650; margin: 0 0 6px; padding: 0; }
p { margin: 0 0 12px; }
section, fieldset, form.card { background: var(--card); border: 0; border-radius: 12px; margin: 0 0 16px; padding: 20px 16px; min-width: 0; }
fieldset { padding-top: 16px; }
fieldset legend { float: left; width: 100%; }
fieldset legend + * { clear: both; }
.hint { margin: 6px 0 12px; }
p:last-child { margin-bottom: 0; }
p.save { margin: 0 0 16px; }
.hint, .small { color: var(--muted); font-size: 0.9rem; }
.choice { display: flex; gap: 12px; align-items: flex-start; padding: 10px 0; min-height: 44px; }
.choice input { inline-size: 22px; block-size: 22px; margin: 3px 0 0; flex: none; accent-color: auto; }
.fields { display: flex; flex-wrap: wrap; gap: 12px; }
.fields label { flex: 1 1 120px; }
label span { display: block; }
input[type=date], select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; min-height: 48px; padding: 8px 12px; width: 100%; max-width: 100%; }
button { font: inherit; font-weight: 600; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 8px; min-height: 48px; padding: 10px 16px; cursor: pointer; }
button.main { background: var(--brand, #1f4a3d); border-color: var(--line); color: var(--on-brand, #fff); width: 100%; }
button[aria-pressed=true] { border-width: 2px; border-color: currentColor; }
:focus-visible { outline: 3px solid #2f6fde; outline-offset: 2px; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--soft); padding: 14px 0; }
li:first-child { border-top: 0; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.note { border-inline-start: 4px solid var(--good); background: var(--card); border-radius: 8px; margin: 0 0 16px; padding: 12px 16px; }
.note.bad { border-color: var(--bad); }
`

const brandStyle = (color: string) => `:root { --brand: ${color}; --on-brand: ${inkOn(color)}; }`

/** A whole document, and the policy that lets it load nothing but its own style. */
export interface DrawnPage {
  html: string
  contentSecurityPolicy: string
}

/** Puts a page of Encore's for customers together. `color` is `#1a2b3c`. It needs no script. */
export function drawPage({
  language,
  title,
  color = usualColor,
  content,
}: {
  language: string
  title: string
  color?: string | undefined
  content: ReactNode
}): DrawnPage {
  const sheet = `${style}${brandStyle(color)}`
  const page = h(
    'html',
    { lang: language },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'robots', content: 'noindex, nofollow' }),
      h('meta', { name: 'referrer', content: 'no-referrer' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, title),
      // No character in it is one that HTML would escape: the policy names its digest.
      h('style', null, sheet),
    ),
    h('body', null, h('main', null, content)),
  )
  return { html: `<!doctype html>${renderToStaticMarkup(page)}`, contentSecurityPolicy: policyFor(sheet) }
}

function policyFor(sheet: string): string {
  const hash = createHash('sha256').update(sheet).digest('base64')
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
