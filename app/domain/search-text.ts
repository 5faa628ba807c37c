/** What is kept beside a customer for search: name, email and phone in the form that searches are brought to as well. */
export function searchTextOf(customer: {
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
}): string {
  const { firstName, lastName, email, phone } = customer
  return plain([firstName, lastName, email, phone].filter(Boolean).join(' '))
}

/** Lower case, without accents, with single spaces: `Müller ` and `muller` are the same. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** What a search is looking for. */
export type Search =
  /** The list as it is. */
  | { kind: 'everyone' }
  /** LIKE patterns over search texts, and the text that similar ones are compared with. */
  | { kind: 'text'; pattern: string; otherPattern: string; rough: string; orderNames: string[] }

const searchCharactersMax = 100
const wordPrefixMax = 2

/**
 * Reads what someone typed: words in the order of name, email and phone, a part of a word, the digits of a phone
 * number in any spelling, or an order's name with or without its `#`. One or two letters only match the beginnings of
 * words: they are in the middle of nearly every name.
 */
export function readSearch(typed: string): Search {
  const rough = plain(typed.slice(0, searchCharactersMax))
  if (!rough) return { kind: 'everyone' }
  const escaped = rough.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  const [pattern, otherPattern] =
    rough.length <= wordPrefixMax
      ? [`${escaped}%`, `% ${escaped}%`]
      : [`%${escaped.replaceAll(' ', '%')}%`, phonePattern(rough) ?? `%${escaped}%`]
  return { kind: 'text', pattern, otherPattern, rough, orderNames: orderNames(typed.trim()) }
}

function phonePattern(rough: string): string | undefined {
  if (!/^[+\d][\d\s()/.-]{4,}$/.test(rough)) return undefined
  return `%${rough.replaceAll(/\D/g, '').replace(/^0+/, '')}%`
}

function orderNames(typed: string): string[] {
  if (!/\d/.test(typed) || typed.includes('@')) return []
  return typed.startsWith('#') ? [typed, typed.slice(1)] : [typed, `#${typed}`]
}
