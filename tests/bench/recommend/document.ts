// docs/recommender.md: the bench writes the sections Figures and Sources and leaves the others as they are.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asMarkdown, type Table } from './report.ts'

const path = join(import.meta.dirname, '../../../docs/recommender.md')
const sectionMark = '## '
const title = '# Recommender\n'

/** Puts the tables and the peers' sources into the document; a second call with the same leaves the same file. */
export function writeDocument(
  tables: readonly Table[],
  peers: readonly { name: string; source: string }[],
  notes: readonly string[],
): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : title
  const figures = [...notes, ...tables.map(asMarkdown)].join('\n\n')
  const sources = peers.map(({ name, source }) => `- **${name}**: ${source}`).join('\n')
  writeFileSync(path, withSection(withSection(before, 'Figures', figures), 'Sources', sources))
}

/** The document with this section's text replaced, or added at the end. Other sections stay to the letter. */
export function withSection(document: string, name: string, text: string): string {
  const lines = document.split('\n')
  const start = lines.indexOf(`${sectionMark}${name}`)
  const section = [`${sectionMark}${name}`, '', text, '']
  if (start < 0) return [...withoutEmptyEnd(lines), '', ...section].join('\n')
  const after = lines.findIndex((line, place) => place > start && line.startsWith(sectionMark))
  const rest = after < 0 ? [] : lines.slice(after)
  return [...lines.slice(0, start), ...section, ...rest].join('\n')
}

function withoutEmptyEnd(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
}
