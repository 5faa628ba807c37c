// Shopify's element types speak of the global namespace that Preact's types declare.
/// <reference types="preact" />
import { Window } from '@remote-dom/polyfill'

// The DOM that Shopify gives an extension inside its worker. Its elements have `onclick` and `onchange`, as the published
// types say, from which Preact learns the events' names.
const window = new Window()
Window.setGlobal(window)
for (const name of ['onclick', 'onchange'])
  Object.defineProperty(window.Element.prototype, name, { value: null, writable: true, configurable: true })

/** Every element of this name, in the order of the page. */
export function all(name: string, within: Element = document.body): Element[] {
  return [...within.querySelectorAll(name)]
}

/** The only element of this name with this text. */
export function withText(name: string, text: string): Element {
  const found = all(name).filter((element) => element.textContent === text)
  if (found.length !== 1)
    throw new Error(`${found.length} ${name} say "${text}" in: ${document.body.textContent}`)
  return found[0] as Element
}

/** What a person would read. */
export function pageText(): string {
  return document.body.textContent ?? ''
}

/** A property or attribute, whichever Preact set. */
export function said(element: Element | undefined, name: string): unknown {
  return element?.getAttribute(name) ?? (element && Reflect.get(element, name))
}

export function press(element: Element): void {
  element.dispatchEvent(new Event('click', { bubbles: true }))
}

/** Gives a field another value, as a person does. */
export function choose(field: Element | undefined, value: string): void {
  if (!field) throw new Error('There is no such field.')
  Reflect.set(field, 'value', value)
  field.dispatchEvent(new Event('change'))
}
