const PROOF = Symbol('html')

/** A piece of HTML in which every value from outside has been escaped. */
export type Html = { readonly [PROOF]: true; readonly text: string }

export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML, safe in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** HTML from a template: values are escaped, nested `html` and lists of it are not, empty values vanish. */
export function html(parts: TemplateStringsArray, ...values: Piece[]): Html {
  let text = parts[0] ?? ''
  values.forEach((value, index) => {
    text += toText(value) + (parts[index + 1] ?? '')
  })
  return trusted(text)
}

/** Marks text that our own code wrote (a drawing, a script) as HTML. Never pass what came from outside. */
export function trusted(text: string): Html {
  return { [PROOF]: true, text }
}

/** JSON for a `<script type="application/json">`, which no value can close early. */
export function jsonInHtml(value: unknown): Html {
  return trusted(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeInScript))
}

function escapeInScript(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function toText(value: Piece): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map(toText).join('')
  return value.text
}

function isList(value: Piece): value is readonly Piece[] {
  return Array.isArray(value)
}
