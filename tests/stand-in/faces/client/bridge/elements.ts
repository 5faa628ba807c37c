import { onFrame, tellFrame } from './channel.ts'
import { Modal } from './modal.ts'

/** A button of the page as the admin frame shows it; pressing it there presses it here. */
type Action = {
  key: string
  label: string
  href: string | null
  isPrimary: boolean
  isDisabled: boolean
  isCritical: boolean
}

const pressed = new Map<string, HTMLElement>()
let counted = 0

/** Defines the elements that App Bridge takes out of the page and shows in the admin around it. */
export function defineElements(): void {
  const style = document.createElement('style')
  style.textContent = 'ui-nav-menu,s-app-nav,ui-title-bar,ui-save-bar{display:none}'
  document.head.append(style)
  customElements.define('ui-nav-menu', NavMenu)
  customElements.define('s-app-nav', class extends NavMenu {})
  customElements.define('ui-title-bar', TitleBar)
  customElements.define('ui-save-bar', SaveBar)
  customElements.define('ui-modal', Modal)
  onFrame('press', (key) => pressed.get(String(key))?.click())
}

/** Tells again whenever anything inside changes. */
abstract class Mirrored extends HTMLElement {
  #observer: MutationObserver | undefined

  abstract tell(): void
  abstract untell(): void

  connectedCallback(): void {
    this.#observer = new MutationObserver(() => this.tell())
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true })
    queueMicrotask(() => this.isConnected && this.tell())
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect()
    this.untell()
  }
}

class NavMenu extends Mirrored {
  tell(): void {
    const items = [...this.querySelectorAll('a, s-link')].map((link) => ({
      href: link.getAttribute('href') ?? '/',
      label: link.textContent ?? '',
      isHome: link.getAttribute('rel') === 'home',
    }))
    tellFrame('nav', items)
  }

  untell(): void {
    tellFrame('nav', [])
  }
}

class TitleBar extends Mirrored {
  tell(): void {
    if (this.closest('ui-modal')) return
    tellFrame('title-bar', { title: this.getAttribute('title') ?? '', actions: actionsOf(this) })
  }

  untell(): void {
    if (!document.querySelector('body ui-title-bar')) tellFrame('title-bar', { title: '', actions: [] })
  }
}

class SaveBar extends Mirrored {
  #isShown = false

  get showing(): boolean {
    return this.#isShown
  }

  async show(): Promise<void> {
    this.#set(true)
  }

  async hide(): Promise<void> {
    this.#set(false)
  }

  async toggle(): Promise<void> {
    this.#set(!this.#isShown)
  }

  tell(): void {
    if (this.#isShown)
      tellFrame('save-bar', {
        actions: actionsOf(this),
        mustConfirm: this.hasAttribute('discardconfirmation'),
      })
  }

  untell(): void {
    if (this.#isShown) tellFrame('save-bar', null)
    this.#isShown = false
  }

  #set(isShown: boolean): void {
    if (isShown === this.#isShown) return
    this.#isShown = isShown
    if (isShown) this.tell()
    else tellFrame('save-bar', null)
    this.dispatchEvent(new Event(isShown ? 'show' : 'hide'))
  }
}

function actionsOf(parent: HTMLElement): Action[] {
  return [...parent.querySelectorAll<HTMLElement>('button, a')].map((element) => ({
    key: keyOf(element),
    label: element.textContent?.trim() ?? '',
    href: element.getAttribute('href'),
    isPrimary: element.getAttribute('variant') === 'primary',
    isDisabled: element.hasAttribute('disabled') || element.getAttribute('loading') !== null,
    isCritical: element.getAttribute('tone') === 'critical',
  }))
}

function keyOf(element: HTMLElement): string {
  const known = element.dataset.bridgeKey
  if (known) return known
  counted += 1
  const key = `action-${counted}`
  pressed.set(key, element)
  element.dataset.bridgeKey = key
  return key
}
