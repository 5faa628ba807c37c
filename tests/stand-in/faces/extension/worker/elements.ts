import { createRemoteElement, RemoteEvent } from '@remote-dom/core/elements'
import shapes from '../elements.generated.json' with { type: 'json' }

const TYPES = { string: String, boolean: Boolean, number: Number, object: Object }

/** Defines every `s-*` element inside the worker, so that what an extension renders travels to the page. */
export function defineRemoteElements(): void {
  for (const [tag, shape] of Object.entries(shapes)) {
    const properties = Object.entries(shape.properties).map(([name, kind]) => [
      name,
      { type: TYPES[kind as keyof typeof TYPES], attribute: name.toLowerCase() },
    ])
    const events = shape.events.map((name) => [
      name,
      { dispatchEvent: eventOf(name), bubbles: BUBBLING.has(name) },
    ])
    customElements.define(
      tag,
      createRemoteElement({
        properties: { ...COMMON, ...Object.fromEntries(properties) },
        events: Object.fromEntries(events),
        methods: [...shape.methods, ...EXTRA_METHODS],
      }),
    )
  }
}

const COMMON = { id: { type: String }, hidden: { type: Boolean } }
const BUBBLING = new Set(['click'])
const EXTRA_METHODS = ['focus', 'blur']

/** The page sends the new state of a field along with its event; the element has it before listeners run. */
function eventOf(name: string) {
  return function dispatch(this: HTMLElement, state: unknown): Event {
    const event = new RemoteEvent(name, { bubbles: BUBBLING.has(name), detail: state })
    if (typeof state === 'object' && state !== null) {
      for (const [key, value] of Object.entries(state)) {
        if (key in this) Reflect.set(this, key, value)
        else Object.defineProperty(event, key, { value, enumerable: true })
      }
    }
    return event
  }
}
