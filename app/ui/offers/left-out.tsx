import { offerEditor } from '../texts/offer-editor.ts'
import { timeline } from '../texts/timeline.ts'
import type { Previewed } from './previewed.ts'

/** What could have been offered and fell out, each with its reason; nothing where nothing did. */
export function LeftOut({ items }: { items: Previewed['leftOut'] }) {
  if (items.length === 0) return null
  return (
    <details className="encore-left-out">
      <summary>{offerEditor.preview.fellOut}</summary>
      <ul className="encore-plain-list">
        {items.map(({ title, why }) => (
          <li key={title}>
            {title}: {timeline.evidence.offer.fate[why]}
          </li>
        ))}
      </ul>
    </details>
  )
}
