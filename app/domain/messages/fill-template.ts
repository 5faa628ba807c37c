/** What a merchant's own words may name in braces: `{{first_name}}`. */
export const variables = ['first_name', 'product', 'shop', 'order_date'] as const
export type Variable = (typeof variables)[number]

/** What stands for variables by their names; missing where nothing is known. */
export type Filling = Readonly<Partial<Record<string, string>>>

// Of bounded length, so that no text costs more than its characters: they are read in each message of a shop.
const braces = /\{\{([^{}]{0,80})\}\}/g
const valueCharactersMax = 120
const nameCharactersMax = 40
// Line breaks and other controls, marks that turn the direction of text round, and what cannot be seen at all.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/**
 * Puts values in place of the variables of a text, once: braces in a value stay text. Where nothing is known, what is
 * `missing` stands for it, else the variable goes and takes the comma before it along; a sentence that tells a date
 * which is not known goes as a whole. A variable that is none goes likewise.
 */
export function fillTemplate(text: string, values: Filling, missing: Filling): string {
  const kept = withoutUndated(text.replaceAll(gone, ''), values)
  const filled = kept.replace(braces, (whole, name: string, at: number) => {
    const value = read(values, name.trim())
    // A shop called "Roast & Co." at the end of a sentence ends it, too.
    if (value) return kept[at + whole.length] === '.' ? value.replace(/\.$/, '') : value
    const instead = read(missing, name.trim()) ?? gone
    return beginsSentence(kept, at) ? capital(instead) : instead
  })
  return filled
    .replace(goneFirst, (_whole, next: string) => capital(next))
    .replace(goneLater, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

function read(values: Filling, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** A mark where something was left out; it means nothing in any language. */
const gone = '\uE000'
const goneFirst = new RegExp(`^${gone}[\\s,，、]*(.?)`, 'gmu')
const goneLater = new RegExp(`[\\s,，、]*${gone}`, 'gu')

/** Without the sentences that name the day of an order where there is none; a text of nothing else keeps them. */
function withoutUndated(text: string, values: Filling): string {
  if (values.order_date || !/\{\{\s*order_date\s*\}\}/.test(text)) return text
  const paragraphs = text.split('\n\n').map((paragraph) =>
    (paragraph.match(/.+?(?:[.!?।](?=\s|$)|[。！？]|$)\s*/gs) ?? [])
      .filter((sentence) => !/\{\{\s*order_date\s*\}\}/.test(sentence))
      .join('')
      .trim(),
  )
  return paragraphs.filter(Boolean).join('\n\n') || text
}

function beginsSentence(text: string, at: number): boolean {
  const before = text.slice(0, at)
  const said = before.trimEnd()
  return before === '' || /[.!?¡¿]/.test(said.slice(-1)) || before.includes('\n', said.length)
}

function capital(text: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase() + rest.join('')
}

function isVariable(name: string): name is Variable {
  return variables.some((variable) => variable === name)
}

/** What a text gets wrong with its braces. */
export type TextFault =
  | { kind: 'unknown-variable'; name: string }
  /** Braces that open or close alone. */
  | { kind: 'loose-braces' }

/** What is wrong with a text before it is published. When it is sent all the same, unknown variables are left out. */
export function textFaults(text: string): TextFault[] {
  const names = [...text.matchAll(braces)].map(([, name = '']) => name.trim())
  const unknown = [...new Set(names)].filter((name) => !isVariable(name))
  const loose = /\{\{|\}\}/.test(text.replace(braces, ''))
  return [
    ...unknown.map((name) => ({ kind: 'unknown-variable' as const, name })),
    ...(loose ? [{ kind: 'loose-braces' as const }] : []),
  ]
}

/**
 * What somebody typed, as a value: one line of at most 120 characters without controls. Nothing for what is empty, so
 * that the text does without it.
 */
export function textValueOf(typed: string | null | undefined): string | undefined {
  const line = (typed ?? '')
    .toWellFormed()
    .replace(/[\t\r\n]+/g, ' ')
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!line) return undefined
  const characters = [...line]
  return characters.length <= valueCharactersMax
    ? line
    : `${characters
        .slice(0, valueCharactersMax - 1)
        .join('')
        .trimEnd()}…`
}

/**
 * A first name as a value. What no person is called, such as an address of the web in place of a name, is left out:
 * otherwise anybody could have a shop send their advertisement to whomever they like.
 */
export function nameValueOf(typed: string | null | undefined): string | undefined {
  const value = textValueOf(typed)
  if (!value || [...value].length > nameCharactersMax) return undefined
  return /[/\\@<>{}[\]()=#$%&*+|~^_;:"!?]|\p{N}|\p{L}{2}\.\p{L}{2}|www/iu.test(value) ? undefined : value
}
