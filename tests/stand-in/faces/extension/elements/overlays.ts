import { defineElement, make, put, type StandInElement, text, type View } from './base.ts'

/** What opens and closes: details, banners, dialogs, popovers. */
export function defineOverlays(): void {
  defineElement('s-details', detailsCss, detailsView)
  defineElement('s-summary', ':host{display:inline}', summaryView)
  defineElement('s-banner', bannerCss, bannerView)
  defineElement('s-announcement', bannerCss, bannerView)
  defineElement('s-modal', dialogCss, dialogView)
  defineElement('s-sheet', dialogCss, dialogView)
  defineElement('s-popover', popoverCss, popoverView)
  defineElement('s-tooltip', popoverCss, popoverView)
}

const detailsCss = `:host{display:block}summary{cursor:pointer;padding:6px 0;list-style:none;display:inline-flex;align-items:center;gap:6px;text-decoration:underline;text-underline-offset:2px}
summary::-webkit-details-marker{display:none}summary::after{content:"";inline-size:7px;block-size:7px;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:translateY(-2px) rotate(45deg)}
details[open] summary::after{transform:translateY(1px) rotate(225deg)}summary:focus-visible{outline:2px solid var(--x-brand,#1f4a3d);outline-offset:2px;border-radius:4px}.inside{padding-block:6px}`

const detailsView: View = (element, root) => {
  const details = make(
    'details',
    {},
    make('summary', {}, make('slot', { name: 'summary' })),
    make('div', { class: 'inside' }, make('slot')),
  )
  root.append(details)
  let asked: unknown
  details.addEventListener('toggle', () => {
    asked = details.open
    element.properties.open = details.open
    const [oldState, newState] = details.open ? ['closed', 'open'] : ['open', 'closed']
    element.tell('toggle', { open: details.open, oldState, newState })
    element.tell('aftertoggle', { oldState, newState })
  })
  let isFirst = true
  return ({ open, defaultOpen }) => {
    // Only what the extension changed is applied: what the reader just opened stays open.
    if (isFirst) details.open = open === true || defaultOpen === true
    else if (open !== asked) details.open = open === true
    asked = open
    isFirst = false
  }
}

const summaryView: View = (element, root) => {
  element.slot = 'summary'
  root.append(make('slot'))
  return () => undefined
}

const bannerCss = `:host{display:block;border-radius:8px;padding:12px 14px;border:1px solid #b9cede;background:#eef5fa}:host([data-tone=success]){border-color:#b3d6c0;background:#eef7f1}
:host([data-tone=warning]){border-color:#e8cf94;background:#fdf6e3}:host([data-tone=critical]){border-color:#e4b1ae;background:#fdf1f0}h3{margin:0 0 2px;font-weight:600}
.row{display:flex;gap:12px;align-items:start;justify-content:space-between}button{border:0;background:none;cursor:pointer;min-inline-size:32px;min-block-size:32px}`

const bannerView: View = (element, root) => {
  const heading = make('h3')
  const close = make('button', { type: 'button', 'aria-label': 'Dismiss' }, '\u00d7')
  root.append(make('div', { class: 'row' }, make('div', {}, heading, make('slot')), close))
  close.addEventListener('click', (event) => {
    event.stopPropagation()
    element.tell('dismiss')
    element.set('hidden', true)
    element.tell('afterhide')
  })
  return (properties) => {
    heading.textContent = text(properties.heading)
    heading.hidden = !properties.heading
    close.hidden = properties.dismissible !== true
    put(element, 'data-tone', properties.tone)
    element.setAttribute('role', properties.tone === 'critical' ? 'alert' : 'status')
  }
}

const dialogCss = `:host{display:contents}dialog{border:0;border-radius:14px;padding:0;inline-size:min(560px,calc(100vw - 32px));max-block-size:85vh;color:inherit;box-shadow:0 12px 60px rgb(0 0 0/.3)}dialog::backdrop{background:rgb(20 18 16/.5)}
header{display:flex;align-items:center;justify-content:space-between;gap:12px;padding:14px 18px;border-block-end:1px solid var(--x-border,#d9d9d9);position:sticky;inset-block-start:0;background:#fff}h2{margin:0;font-size:17px;font-weight:600}
.inside{padding:18px}button{border:0;background:none;font-size:22px;min-inline-size:40px;min-block-size:40px;cursor:pointer}footer{display:flex;gap:10px;justify-content:end;padding:0 18px 18px}`

const dialogView: View = (element, root) => {
  const heading = make('h2')
  const close = make('button', { type: 'button', 'aria-label': 'Close' }, '\u00d7')
  const dialog = make(
    'dialog',
    {},
    make('header', {}, heading, close),
    make('div', { class: 'inside' }, make('slot')),
    make('footer', {}, make('slot', { name: 'secondary-actions' }), make('slot', { name: 'primary-action' })),
  )
  root.append(dialog)
  const overlay = {
    showOverlay: () => {
      if (dialog.open) return
      dialog.showModal()
      for (const event of ['show', 'aftershow']) element.tell(event)
    },
    hideOverlay: () => dialog.close(),
    toggleOverlay: () => (dialog.open ? overlay.hideOverlay() : overlay.showOverlay()),
  }
  close.addEventListener('click', (event) => {
    event.stopPropagation()
    dialog.close()
  })
  dialog.addEventListener('close', () => {
    for (const event of ['hide', 'afterhide']) element.tell(event)
  })
  Object.assign(element, overlay)
  return (properties) => {
    heading.textContent = text(properties.heading)
    put(dialog, 'aria-label', properties.accessibilityLabel ?? properties.heading)
  }
}

const popoverCss = `:host{display:contents}div{border:1px solid var(--x-border,#d9d9d9);border-radius:10px;padding:14px;background:#fff;max-inline-size:min(360px,calc(100vw - 32px));box-shadow:0 8px 30px rgb(0 0 0/.16);margin:auto}`

const popoverView: View = (element, root) => {
  const panel = make('div', { popover: 'auto', role: 'dialog' }, make('slot'))
  root.append(panel)
  panel.addEventListener('toggle', () => element.tell(isOpen(panel) ? 'show' : 'hide'))
  Object.assign(element, {
    showOverlay: () => place(element, panel),
    hideOverlay: () => panel.hidePopover(),
    toggleOverlay: () => (isOpen(panel) ? panel.hidePopover() : place(element, panel)),
  })
  return () => undefined
}

function isOpen(panel: HTMLElement): boolean {
  return panel.matches(':popover-open')
}

/** Below what was pressed, inside the window. */
function place(element: StandInElement, panel: HTMLElement): void {
  const block = element.closest('[data-block]')
  const opener = block?.querySelector(`[id]:focus, :focus`) ?? element.parentElement
  const box = opener?.getBoundingClientRect()
  panel.showPopover()
  if (!box) return
  const left = Math.max(16, Math.min(box.left, window.innerWidth - panel.offsetWidth - 16))
  Object.assign(panel.style, {
    position: 'fixed',
    margin: '0',
    insetInlineStart: `${left}px`,
    insetBlockStart: `${box.bottom + 8}px`,
  })
}
