import { defineElement, make, put, text, type View } from './base.ts'
import { ICONS } from './icons.ts'
import { border, radii, size } from './scales.ts'

/** Pictures, icons and signs of work. */
export function defineMedia(): void {
  defineElement(
    's-image',
    ':host{display:block;overflow:hidden}img{display:block;inline-size:100%;block-size:auto}',
    imageView,
  )
  defineElement('s-product-thumbnail', thumbnailCss, thumbnailView)
  defineElement(
    's-icon',
    ':host{display:inline-flex;inline-size:16px;block-size:16px;vertical-align:-2px}',
    iconView,
  )
  defineElement('s-spinner', spinnerCss, spinnerView)
  defineElement(
    's-progress',
    ':host{display:block}progress{inline-size:100%;accent-color:var(--x-brand,#1f4a3d)}',
    progressView,
  )
  for (const tag of [
    's-payment-icon',
    's-qr-code',
    's-map',
    's-map-marker',
    's-chat',
    's-drop-zone',
    's-date-picker',
  ]) {
    defineElement(
      tag,
      ':host{display:block;padding:12px;border:1px dashed #999;border-radius:8px;color:#5f5f5f}',
      undrawnView,
    )
  }
}

const imageView: View = (element, root) => {
  const image = make('img')
  root.append(image)
  return (properties) => {
    put(image, 'src', properties.src)
    put(image, 'srcset', properties.srcSet)
    put(image, 'sizes', properties.sizes)
    put(image, 'loading', properties.loading === 'lazy' ? 'lazy' : undefined)
    image.alt = properties.accessibilityRole === 'presentation' ? '' : text(properties.alt)
    element.style.inlineSize = properties.inlineSize === 'auto' ? 'auto' : size(properties.inlineSize)
    element.style.border = border(properties.border)
    element.style.borderRadius = radii(properties.borderRadius)
    element.style.aspectRatio = text(properties.aspectRatio)
    image.style.aspectRatio = text(properties.aspectRatio)
    image.style.objectFit = text(properties.objectFit)
  }
}

const thumbnailCss = `:host{display:inline-block;position:relative;flex:none}
img,i{display:block;inline-size:var(--edge);block-size:var(--edge);object-fit:contain;border-radius:8px;border:1px solid var(--x-border,#d9d9d9);background:#f5f5f5}
b{position:absolute;inset-block-start:-8px;inset-inline-end:-8px;min-inline-size:20px;padding:0 5px;border-radius:10px;background:#5f5f5f;color:#fff;font-size:12px;line-height:20px;text-align:center}`

const EDGES: Record<string, string> = { 'small-100': '40px', small: '48px', base: '64px' }

const thumbnailView: View = (element, root) => {
  const image = make('img')
  const count = make('b')
  root.append(image, count)
  return (properties) => {
    put(image, 'src', properties.src)
    put(image, 'srcset', properties.srcSet)
    image.alt = text(properties.alt)
    count.textContent = properties.totalItems ? String(properties.totalItems) : ''
    count.hidden = !properties.totalItems
    element.style.setProperty('--edge', EDGES[text(properties.size)] ?? '64px')
  }
}

const iconView: View = (element, root) => {
  const holder = make('span', { 'aria-hidden': 'true' })
  root.append(holder)
  return (properties) => {
    const path = ICONS[text(properties.type)] ?? ICONS.info
    holder.innerHTML = `<svg viewBox="0 0 16 16" width="100%" height="100%" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`
    const edge = properties.size === 'large' ? '20px' : properties.size === 'small' ? '12px' : '16px'
    element.style.inlineSize = edge
    element.style.blockSize = edge
  }
}

const spinnerCss = `:host{display:inline-block}i{display:block;inline-size:20px;block-size:20px;border:2px solid var(--x-border,#d9d9d9);border-top-color:currentColor;border-radius:50%;animation:turn .9s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}@media (prefers-reduced-motion:reduce){i{animation-duration:4s}}`

const spinnerView: View = (element, root) => {
  root.append(make('i'))
  element.setAttribute('role', 'status')
  return (properties) => put(element, 'aria-label', properties.accessibilityLabel ?? 'Loading')
}

const progressView: View = (_element, root) => {
  const bar = make('progress')
  root.append(bar)
  return (properties) => {
    put(bar, 'aria-label', properties.accessibilityLabel)
    put(bar, 'max', properties.max)
    put(bar, 'value', properties.value)
  }
}

/** Known to Shopify, not drawn here: says so instead of showing nothing. */
const undrawnView: View = (element, root) => {
  root.append(`${element.localName} is not drawn by the local store.`)
  return () => undefined
}
