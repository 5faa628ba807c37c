/** A text in at most so many lines of at most so many characters; what does not fit ends in an ellipsis. */
export function linesOf(text: string, charactersMax: number, linesMax: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && longer.length <= charactersMax) lines.splice(-1, 1, longer)
    else lines.push(word)
  }
  const kept = lines.slice(0, linesMax).map((line) => shortened(line, charactersMax))
  if (lines.length <= linesMax) return kept
  return kept.with(-1, `${(kept.at(-1) ?? '').slice(0, charactersMax - 1).trimEnd()}…`)
}

function shortened(line: string, charactersMax: number): string {
  return line.length > charactersMax ? `${line.slice(0, charactersMax - 1)}…` : line
}
