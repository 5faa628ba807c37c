import { defineElement, make, type Properties, put, type StandInElement, text, type View } from './base.ts'
import { background, border, radii, size, spaces, widths } from './scales.ts'

/** Boxes, stacks, grids and sections. */
export function defineLayout(): void {
  for (const tag of ['s-box', 's-grid-item', 's-query-container', 's-ordered-list', 's-unordered-list']) {
    defineElement(tag, `:host{display:block}${listCss(tag)}`, boxView)
  }
  defineElement('s-scroll-box', ':host{display:block;overflow:auto}', boxView)
  defineElement('s-stack', ':host{display:flex;flex-direction:column}', stackView)
  defineElement('s-grid', ':host{display:grid}', gridView)
  defineElement(
    's-section',
    ':host{display:block}h2{margin:0 0 12px;font-size:17px;font-weight:600}',
    sectionView,
  )
  defineElement('s-form', ':host{display:block}', formView)
  defineElement('s-list-item', ':host{display:list-item;margin:4px 0}', listItemView)
  defineElement(
    's-divider',
    ':host{display:block}hr{border:0;border-top:1px solid var(--x-border,#d9d9d9);margin:0}',
    dividerView,
  )
}

/** What every box can have: size, padding, border, background, role. */
export function applyBox(element: StandInElement, properties: Properties): void {
  const { style } = element
  style.padding = spaces(properties.padding)
  for (const side of ['Block', 'BlockStart', 'BlockEnd', 'Inline', 'InlineStart', 'InlineEnd'] as const) {
    const value = spaces(properties[`padding${side}`])
    if (value) style[`padding${side}`] = value
  }
  for (const dimension of [
    'blockSize',
    'inlineSize',
    'minBlockSize',
    'minInlineSize',
    'maxBlockSize',
    'maxInlineSize',
  ] as const) {
    style[dimension] = size(properties[dimension])
  }
  style.border = border(properties.border)
  if (properties.borderWidth) style.borderWidth = widths(properties.borderWidth)
  style.borderRadius = radii(properties.borderRadius)
  style.background = background(properties.background)
  style.overflow = text(properties.overflow)
  if (properties.display === 'none') style.display = 'none'
  applyRole(element, properties)
}

function applyRole(element: StandInElement, properties: Properties): void {
  const role = text(properties.accessibilityRole)
  put(element, 'role', role === 'generic' || role === 'none' ? undefined : (ROLES[role] ?? role))
  put(element, 'aria-label', role ? properties.accessibilityLabel : undefined)
  put(element, 'aria-hidden', properties.accessibilityVisibility === 'hidden' ? 'true' : undefined)
}

const ROLES: Record<string, string> = {
  aside: 'complementary',
  footer: 'contentinfo',
  header: 'banner',
  section: 'region',
  'ordered-list': 'list',
  'unordered-list': 'list',
  'list-item': 'listitem',
  'list-item-separator': 'separator',
}

const boxView: View = (element, root) => {
  root.append(make('slot'))
  if (element.localName.endsWith('-list')) element.setAttribute('role', 'list')
  return (properties) => {
    if (!element.localName.endsWith('-list')) applyBox(element, properties)
  }
}

const stackView: View = (element, root) => {
  root.append(make('slot'))
  return (properties) => {
    applyBox(element, properties)
    const isInline = properties.direction === 'inline'
    element.style.flexDirection = isInline ? 'row' : 'column'
    element.style.flexWrap = isInline ? 'wrap' : 'nowrap'
    element.style.gap = spaces(properties.gap)
    if (properties.rowGap) element.style.rowGap = spaces(properties.rowGap)
    if (properties.columnGap) element.style.columnGap = spaces(properties.columnGap)
    element.style.alignItems = text(properties.alignItems) || (isInline ? 'start' : 'stretch')
    element.style.justifyContent = text(properties.justifyContent)
    element.style.alignContent = text(properties.alignContent)
  }
}

const gridView: View = (element, root) => {
  root.append(make('slot'))
  return (properties) => {
    applyBox(element, properties)
    const { style } = element
    style.gridTemplateColumns = text(properties.gridTemplateColumns)
    style.gridTemplateRows = text(properties.gridTemplateRows)
    style.gap = spaces(properties.gap)
    if (properties.rowGap) style.rowGap = spaces(properties.rowGap)
    if (properties.columnGap) style.columnGap = spaces(properties.columnGap)
    for (const name of [
      'alignItems',
      'justifyItems',
      'alignContent',
      'justifyContent',
      'placeItems',
      'placeContent',
    ] as const) {
      if (properties[name]) style[name] = text(properties[name])
    }
  }
}

const sectionView: View = (element, root) => {
  const heading = make('h2')
  const section = make('section', {}, heading, make('slot'))
  root.append(section)
  return (properties) => {
    heading.textContent = text(properties.heading)
    heading.hidden = !properties.heading
    put(section, 'aria-label', properties.accessibilityLabel ?? properties.heading)
    element.style.padding = properties.padding === 'none' ? '0' : ''
  }
}

const formView: View = (_element, root) => {
  root.append(make('slot'))
  return () => undefined
}

const listItemView: View = (element, root) => {
  root.append(make('slot'))
  element.setAttribute('role', 'listitem')
  return () => undefined
}

const dividerView: View = (_element, root) => {
  root.append(make('hr'))
  return () => undefined
}

function listCss(tag: string): string {
  if (tag === 's-ordered-list') return ':host{list-style:decimal;padding-inline-start:24px}'
  if (tag === 's-unordered-list') return ':host{list-style:disc;padding-inline-start:24px}'
  return ''
}
