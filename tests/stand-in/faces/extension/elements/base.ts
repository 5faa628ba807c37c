import shapes from '../elements.generated.json' with { type: 'json' }
import { resolveResponsive } from './responsive.ts'

export type Properties = Record<string, unknown>

/** Builds an element's inside once and returns what brings it up to date with its properties. */
export type View = (element: StandInElement, root: ShadowRoot) => (properties: Properties) => void

const SHARED =
  ':host{box-sizing:border-box}:host([hidden]){display:none}*{box-sizing:border-box;font:inherit;color:inherit}'

/** One `s-*` element on the page: properties from the worker, a shadow tree of ordinary accessible HTML. */
export abstract class StandInElement extends HTMLElement {
  readonly properties: Properties = {}
  #update: ((properties: Properties) => void) | undefined
  #isWaiting = false

  abstract view(): View
  abstract css(): string

  set(name: string, value: unknown): void {
    if (value === undefined || value === null) delete this.properties[name]
    else this.properties[name] = value
    if (name === 'id') this.toggleText('id', value)
    this.refresh()
  }

  connectedCallback(): void {
    if (!this.#update) {
      const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
      root.innerHTML = `<style>${SHARED}${this.css()}</style>`
      this.#update = this.view()(this, root)
    }
    this.#render()
  }

  /** Brings the element up to date soon; many changes at once cost one drawing. */
  refresh(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    queueMicrotask(() => {
      this.#isWaiting = false
      this.#render()
    })
  }

  /** Tells the worker: only to this element, with what changed as detail. */
  tell(event: string, detail: Properties = {}): void {
    this.dispatchEvent(new CustomEvent(event, { detail }))
  }

  toggleText(attribute: string, value: unknown): void {
    if (typeof value === 'string' && value !== '') this.setAttribute(attribute, value)
    else this.removeAttribute(attribute)
  }

  #render(): void {
    if (!this.#update || !this.isConnected) return
    this.toggleAttribute('hidden', this.properties.hidden === true)
    const width = containerOf(this)?.clientWidth ?? 600
    const properties = Object.entries(this.properties).map(([name, value]) => [
      name,
      resolveResponsive(value, width),
    ])
    this.#update(Object.fromEntries(properties))
  }
}

/** Defines one `s-*` element with the properties that Shopify's types give it. */
export function defineElement(tag: string, css: string, view: View): void {
  class Defined extends StandInElement {
    view() {
      return view
    }
    css() {
      return css
    }
  }
  const names = ['id', 'hidden', ...Object.keys(shapes[tag as keyof typeof shapes]?.properties ?? {})]
  for (const name of names) {
    Object.defineProperty(Defined.prototype, name, {
      configurable: true,
      get(this: StandInElement) {
        return this.properties[name]
      },
      set(this: StandInElement, value: unknown) {
        this.set(name, value)
      },
    })
  }
  customElements.define(tag, Defined)
}

/** Elements measure themselves against the nearest query container, else the whole block. */
export function containerOf(element: Element): Element | null {
  return element.closest('s-query-container') ?? element.closest('[data-block]')
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A new element with attributes and children; empty attributes are left out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** Sets an attribute, or takes it away when there is nothing to say. */
export function put(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === null || value === false || value === '') element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : String(value))
}
