import { defineElement, make, put, text, type View } from './base.ts'

const TONES: Record<string, string> = {
  info: '#0b5a8a',
  success: '#17663a',
  warning: '#7a4a00',
  critical: '#a8201a',
  neutral: 'inherit',
  auto: 'inherit',
  custom: 'var(--x-brand, #1f4a3d)',
}

const BADGES: Record<string, [string, string]> = {
  neutral: ['#ececec', '#3d3d3d'],
  auto: ['#ececec', '#3d3d3d'],
  info: ['#dcecf6', '#0b4468'],
  success: ['#dcefe2', '#124e2c'],
  warning: ['#fbeccd', '#5c3800'],
  critical: ['#fae0de', '#8a1612'],
}

/** Text in all its kinds. */
export function defineWords(): void {
  defineElement('s-text', ':host{display:inline}', textView)
  defineElement('s-paragraph', ':host{display:block;margin:0;line-height:1.5}', textView)
  defineElement(
    's-heading',
    ':host{display:block;font-weight:600;line-height:1.3;font-size:17px}',
    headingView,
  )
  defineElement('s-badge', badgeCss, badgeView)
  defineElement('s-chip', `${badgeCss}:host{border:1px solid var(--x-border,#d9d9d9)}`, badgeView)
  defineElement('s-abbreviation', 'abbr{text-decoration:underline dotted}', abbreviationView)
  defineElement('s-time', '', timeView)
  defineElement('s-skeleton-paragraph', skeletonCss, skeletonView)
}

const textView: View = (element, root) => {
  root.append(make('slot'))
  if (element.localName === 's-paragraph') element.setAttribute('role', 'paragraph')
  return (properties) => {
    const { style } = element
    const type = text(properties.type)
    style.color = TONES[text(properties.tone)] ?? ''
    if (properties.color === 'subdued') style.color = 'var(--x-muted, #5f5f5f)'
    style.fontWeight = type === 'strong' ? '600' : ''
    style.fontStyle = type === 'emphasis' ? 'italic' : ''
    style.fontSize = type === 'small' ? '0.857em' : ''
    style.textDecoration = type === 'redundant' ? 'line-through' : ''
    style.background = type === 'mark' ? '#fff3c4' : ''
    style.textAlign = text(properties.textAlign)
    put(element, 'lang', properties.lang)
    put(element, 'dir', properties.dir === 'auto' ? undefined : properties.dir)
    put(element, 'aria-hidden', properties.accessibilityVisibility === 'hidden' ? 'true' : undefined)
    hideFromEyes(element, properties.accessibilityVisibility === 'exclusive')
  }
}

/** Read aloud, not shown. */
function hideFromEyes(element: HTMLElement, isHidden: boolean): void {
  element.style.cssText += isHidden
    ? ';position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)'
    : ''
}

const headingView: View = (element, root) => {
  root.append(make('slot'))
  return (properties) => {
    const isNone = properties.accessibilityRole === 'presentation' || properties.accessibilityRole === 'none'
    const level = 2 + depthOf(element)
    put(element, 'role', isNone ? undefined : 'heading')
    put(element, 'aria-level', isNone ? undefined : Math.min(level, 6))
    element.style.fontSize = level > 2 ? '15px' : ''
  }
}

function depthOf(element: Element): number {
  const section = element.parentElement?.closest('s-section')
  return section ? 1 + depthOf(section) : 0
}

const badgeCss =
  ':host{display:inline-flex;align-items:center;gap:4px;border-radius:6px;padding:1px 8px;font-size:12.5px;font-weight:500;line-height:1.6}'

const badgeView: View = (element, root) => {
  root.append(make('slot'))
  return (properties) => {
    const [paper, ink] = BADGES[text(properties.tone)] ?? ['#ececec', '#3d3d3d']
    element.style.background = paper
    element.style.color = ink
  }
}

const abbreviationView: View = (_element, root) => {
  const abbreviation = make('abbr', {}, make('slot'))
  root.append(abbreviation)
  return (properties) => put(abbreviation, 'title', properties.title)
}

const timeView: View = (_element, root) => {
  const time = make('time', {}, make('slot'))
  root.append(time)
  return (properties) => put(time, 'datetime', properties.dateTime)
}

const skeletonCss = `:host{display:block}span{display:block;block-size:12px;margin:6px 0;border-radius:4px;background:#e8e8e8;animation:breathe 1.4s ease-in-out infinite}
span:last-child{inline-size:62%}@keyframes breathe{50%{opacity:.5}}@media (prefers-reduced-motion:reduce){span{animation:none}}`

const skeletonView: View = (element, root) => {
  root.append(make('span'), make('span'))
  element.setAttribute('aria-hidden', 'true')
  return () => undefined
}
