import { defineElement, make, type Properties, put, type StandInElement, text, type View } from './base.ts'
import { runCommand } from './commands.ts'
import { applyBox } from './layout.ts'
import { size } from './scales.ts'

const FOCUS = ':focus-visible{outline:2px solid var(--x-brand,#1f4a3d);outline-offset:2px}'

/** Buttons and links. */
export function defineActions(): void {
  defineElement('s-button', buttonCss, actionView(buttonLook))
  defineElement('s-press-button', buttonCss, actionView(pressLook))
  defineElement('s-clickable-chip', buttonCss, actionView(chipLook))
  defineElement('s-clipboard-item', ':host{display:none}', clipboardView)
  defineElement(
    's-link',
    `:host{display:inline}.act{border:0;background:none;padding:0;color:var(--x-link,var(--x-brand,#1f4a3d));text-decoration:underline;text-underline-offset:2px;cursor:pointer}${FOCUS}`,
    actionView(() => undefined),
  )
  defineElement(
    's-clickable',
    `:host{display:block}.act{display:block;inline-size:100%;border:0;background:none;padding:0;text-align:start;text-decoration:none;cursor:pointer;border-radius:inherit}${FOCUS}`,
    actionView((element, _act, properties) => applyBox(element, properties)),
  )
}

const buttonCss = `:host{display:inline-block}
.act{display:inline-flex;inline-size:100%;block-size:100%;min-block-size:44px;align-items:center;justify-content:center;gap:8px;padding:10px 18px;border-radius:8px;border:1px solid var(--x-border-strong,#8a8a8a);background:#fff;font-weight:600;line-height:1.25;text-align:center;text-decoration:none;cursor:pointer}
.act:hover{background:#f5f5f5}.act.primary{background:var(--x-brand,#1f4a3d);border-color:var(--x-brand,#1f4a3d);color:#fff}.act.primary:hover{filter:brightness(1.12)}
.act.critical{color:#a8201a}.act[aria-disabled=true]{opacity:.55;cursor:default}.act[aria-pressed=true]{background:#e6ece9}${FOCUS}`

type Look = (element: StandInElement, act: HTMLElement, properties: Properties) => void

/** A real button, or a real link when there is an address; both tell the worker before they act. */
function actionView(look: Look): View {
  return (element, root) => {
    const slot = make('slot')
    let act: HTMLElement = make('button', { type: 'button', class: 'act' }, slot)
    root.append(act)
    act.addEventListener('click', (event) => press(element, event))
    return (properties) => {
      const tag = properties.href ? 'a' : 'button'
      if (act.localName !== tag) act = swap(element, act, tag, slot)
      describe(act, properties)
      look(element, act, properties)
    }
  }
}

function swap(
  element: StandInElement,
  old: HTMLElement,
  tag: 'a' | 'button',
  slot: HTMLElement,
): HTMLElement {
  const act = make(tag, tag === 'button' ? { type: 'button', class: 'act' } : { class: 'act' }, slot)
  act.addEventListener('click', (event) => press(element, event))
  old.replaceWith(act)
  return act
}

function describe(act: HTMLElement, properties: Properties): void {
  const isOff = properties.disabled === true || properties.loading === true
  put(act, 'href', safeAddress(properties.href))
  put(act, 'target', properties.href && properties.target === '_blank' ? '_blank' : undefined)
  put(act, 'rel', properties.target === '_blank' ? 'noopener' : undefined)
  put(act, 'aria-label', properties.accessibilityLabel)
  put(act, 'aria-disabled', isOff ? 'true' : undefined)
  put(act, 'aria-busy', properties.loading === true ? 'true' : undefined)
}

function safeAddress(href: unknown): string | undefined {
  const address = text(href)
  return /^(https?:|mailto:|tel:|\/|#|\?)/i.test(address) ? address : undefined
}

function press(element: StandInElement, event: Event): void {
  event.stopPropagation()
  if (element.properties.disabled === true || element.properties.loading === true) {
    event.preventDefault()
    return
  }
  element.tell('click')
  if (runCommand(element)) event.preventDefault()
  else if (element.properties.type === 'submit') submit(element)
}

/** Tells the form around a field or button; `event.preventDefault()` has no meaning across the wire. */
export function submit(element: Element): void {
  const form = element.closest('s-form')
  if (form) form.dispatchEvent(new CustomEvent('submit', { detail: {} }))
}

const buttonLook: Look = (element, act, properties) => {
  act.classList.toggle('primary', properties.variant === 'primary')
  act.classList.toggle('critical', properties.tone === 'critical')
  element.style.inlineSize =
    properties.inlineSize === 'fill'
      ? '100%'
      : size(properties.inlineSize === 'auto' ? '' : properties.inlineSize)
}

const pressLook: Look = (element, act, properties) => {
  buttonLook(element, act, properties)
  act.setAttribute('aria-pressed', String(properties.pressed === true || properties.defaultPressed === true))
}

const chipLook: Look = (_element, act) => {
  act.style.minBlockSize = '32px'
  act.style.padding = '4px 12px'
  act.style.borderRadius = '999px'
}

const clipboardView: View = () => () => undefined
