import { Fragment, type ReactNode } from 'react'

/** A text with `{names}` in it, each replaced by what stands for it: links and numbers keep their place in any language. */
export function Sentence({ text, with: parts }: { text: string; with: Record<string, ReactNode> }) {
  return text.split(/(\{\w+\})/).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place.
    <Fragment key={index}>{piece.startsWith('{') ? parts[piece.slice(1, -1)] : piece}</Fragment>
  ))
}
