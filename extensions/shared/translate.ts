/** The text with this key in the buyer's language, with its gaps filled; `count` chooses the plural form. */
export type Translate = (key: string, replacements?: Record<string, string | number>) => string
