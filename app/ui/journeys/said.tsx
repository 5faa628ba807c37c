import type { ReactNode } from 'react'

/** A piece of a sentence: words, or a variable part to press, which names the field of the panel that it opens. */
export type Piece = string | { field: string; text: string }

/** A step or a beginning as a sentence. */
export type Said = Piece[]

/** A text with `{names}` in it as pieces to press; a name without words is left out. */
export function said(text: string, words: Record<string, string | Piece | Said | undefined>): Said {
  return text.split(/(\{\w+\})/).flatMap((piece): Said => {
    if (!piece.startsWith('{')) return piece === '' ? [] : [piece]
    const name = piece.slice(1, -1)
    const word = words[name]
    if (word === undefined || word === '') return []
    if (Array.isArray(word)) return word
    return [typeof word === 'string' ? { field: name, text: word } : word]
  })
}

/** The sentence without anything to press. */
export function plainOf(sentence: Said): string {
  return sentence.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
}

/** A sentence whose variable parts are buttons. */
export function SaidSentence({
  sentence,
  onPress,
}: {
  sentence: Said
  onPress: (field: string) => void
}): ReactNode {
  return (
    <span className="encore-said" suppressHydrationWarning>
      {sentence.map((piece, place) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence have no identity but their place.
            key={place}
            type="button"
            className="encore-said-part"
            onClick={() => onPress(piece.field)}
          >
            {piece.text}
          </button>
        ),
      )}
    </span>
  )
}
