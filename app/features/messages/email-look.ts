import type { CSSProperties } from 'react'
import { inkOn, usualColor } from '../../domain/messages/contrast.ts'

const fonts =
  "ui-sans-serif, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Devanagari', 'Noto Sans CJK SC', 'Noto Sans CJK JP', Helvetica, Arial, sans-serif"
const ink = '#1f1f1f'
const muted = '#5c5c5c'
const line = '#8a8a8a'

/** How each part of an email is drawn where everything is light: inline, since many readers know nothing else. */
export function lookOf(color: string = usualColor) {
  const text: CSSProperties = { color: ink, fontSize: '16px', lineHeight: '26px', margin: '0 0 16px' }
  const button: CSSProperties = {
    borderRadius: '8px',
    fontSize: '16px',
    fontWeight: 600,
    lineHeight: '24px',
    padding: '12px 20px',
    textAlign: 'center',
  }
  return {
    body: { backgroundColor: '#f4f4f2', fontFamily: fonts, margin: '0', padding: '24px 8px' },
    card: {
      backgroundColor: '#ffffff',
      borderRadius: '12px',
      margin: '0 auto',
      maxWidth: '560px',
      padding: '28px 24px',
      width: '100%',
    },
    logo: { height: 'auto', margin: '0 0 20px', maxHeight: '56px', maxWidth: '180px' },
    shop: { ...text, fontWeight: 700, margin: '0 0 20px' },
    greeting: { ...text, fontSize: '20px', lineHeight: '28px', fontWeight: 600, margin: '0 0 6px' },
    reason: { ...text, color: muted, fontSize: '14px', lineHeight: '21px', margin: '0 0 22px' },
    text,
    main: { ...button, backgroundColor: color, border: `1px solid ${color}`, color: inkOn(color) },
    other: { ...button, backgroundColor: '#ffffff', border: `1px solid ${line}`, color: ink },
    actions: { margin: '24px 0 0' },
    item: { borderTop: '1px solid #dcdcd8', margin: '0', padding: '18px 0', width: '100%' },
    picture: { borderRadius: '8px', display: 'block' },
    pictureColumn: { paddingRight: '16px', verticalAlign: 'top', width: '96px' },
    title: { ...text, fontWeight: 600, margin: '0' },
    price: { ...text, margin: '0' },
    small: { ...text, color: muted, fontSize: '14px', lineHeight: '21px', margin: '0 0 10px' },
    foot: { ...text, color: muted, fontSize: '14px', lineHeight: '21px', margin: '16px 0 0' },
    link: { color: muted, textDecoration: 'underline' },
  } satisfies Record<string, CSSProperties>
}

/** What readers that know of dark surroundings and narrow screens make of it. Holds no text from outside. */
export const lookElsewhere = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a:focus-visible { outline: 3px solid #2f6fde; outline-offset: 2px; }
@media (max-width: 480px) {
  .card { border-radius: 0 !important; padding: 24px 16px !important; }
  .wide { box-sizing: border-box !important; display: block !important; width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
  .body, .body td { background-color: #121212 !important; }
  .card, .card td, .other { background-color: #1e1e1e !important; }
  .ink, .other { color: #f2f2f2 !important; }
  .muted, .muted a { color: #bdbdbd !important; }
  .main { border-color: #9a9a9a !important; }
  .item { border-color: #444444 !important; }
}`
