const CSS = `dialog{border:0;border-radius:14px;padding:0;inline-size:min(var(--width,620px),calc(100vw - 32px));max-block-size:86vh;box-shadow:0 12px 60px rgb(0 0 0/.32);font:inherit;color:inherit}
dialog::backdrop{background:rgb(20 18 16/.5)}header{display:flex;align-items:center;justify-content:space-between;padding:12px 16px;background:#f3f3f3}h2{margin:0;font-size:14px;font-weight:650}
footer{display:flex;gap:8px;justify-content:flex-end;padding:12px 16px;border-top:1px solid #e3e3e3}footer:empty{display:none}button{font:inherit;font-weight:550;padding:6px 12px;border-radius:8px;border:1px solid #c9c9c9;background:#fff;cursor:pointer;min-block-size:32px}
button.primary{background:#303030;color:#fff;border-color:#303030}button.critical{background:#c5280c;color:#fff;border-color:#c5280c}button:focus-visible{outline:2px solid #005bd3;outline-offset:1px}header button{border:0;background:none;font-size:20px;min-inline-size:32px}iframe{border:0;inline-size:100%;block-size:60vh;display:block}`

const WIDTHS: Record<string, string> = { small: '380px', base: '620px', large: '980px', max: '100vw' }

/** `ui-modal`: its content is drawn over the app, its title bar gives heading and footer. */
export class Modal extends HTMLElement {
  /** Where `@shopify/app-bridge-react` puts the modal's children. */
  readonly content = document.createElement('div')
  #dialog: HTMLDialogElement | undefined
  readonly #heading = document.createElement('h2')
  readonly #footer = document.createElement('footer')

  connectedCallback(): void {
    if (this.#dialog) return
    const root = this.attachShadow({ mode: 'open' })
    const style = document.createElement('style')
    style.textContent = CSS
    this.content.slot = 'content'
    const slot = document.createElement('slot')
    slot.name = 'content'
    this.#dialog = document.createElement('dialog')
    this.#dialog.append(this.#header(), this.#body(slot), this.#footer)
    this.#dialog.addEventListener('close', () => this.dispatchEvent(new Event('hide')))
    root.append(style, this.#dialog)
    this.append(this.content)
  }

  async show(): Promise<void> {
    if (!this.#dialog || this.#dialog.open) return
    this.#fill()
    this.#dialog.showModal()
    this.dispatchEvent(new Event('show'))
  }

  async hide(): Promise<void> {
    this.#dialog?.close()
  }

  async toggle(): Promise<void> {
    await (this.#dialog?.open ? this.hide() : this.show())
  }

  #header(): HTMLElement {
    const close = document.createElement('button')
    close.type = 'button'
    close.ariaLabel = 'Close'
    close.textContent = '\u00d7'
    close.addEventListener('click', () => this.hide())
    const header = document.createElement('header')
    header.append(this.#heading, close)
    return header
  }

  #body(slot: HTMLSlotElement): HTMLElement {
    const source = this.getAttribute('src')
    if (!source) return slot
    const frame = document.createElement('iframe')
    frame.src = source
    frame.title = 'Content'
    return frame
  }

  #fill(): void {
    const bar = this.querySelector('ui-title-bar')
    this.#heading.textContent = bar?.getAttribute('title') ?? ''
    this.#dialog?.style.setProperty('--width', WIDTHS[this.getAttribute('variant') ?? 'base'] ?? '620px')
    const buttons = [...(bar?.querySelectorAll<HTMLButtonElement>('button') ?? [])].reverse()
    this.#footer.replaceChildren(...buttons.map(copyButton))
  }
}

function copyButton(original: HTMLButtonElement): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = original.textContent
  button.disabled = original.disabled
  button.className = [
    original.getAttribute('variant') === 'primary' ? 'primary' : '',
    original.getAttribute('tone') === 'critical' ? 'critical' : '',
  ].join(' ')
  button.addEventListener('click', () => original.click())
  return button
}
