import type {
  RemoteReceiver,
  RemoteReceiverAttachable,
  RemoteReceiverAttachableChild,
  RemoteReceiverAttachableComponent,
} from '@remote-ui/core'

type Props = Record<string, unknown>
type Component = RemoteReceiverAttachableComponent

const KIND_TEXT = 2
const tags: Record<string, string> = {
  Button: 'button',
  Image: 'img',
  Separator: 'hr',
  Text: 'span',
  TextBlock: 'p',
  Select: 'label',
}
/** Props that only choose a look; the stylesheet knows them as data attributes. */
const looks = ['size', 'spacing', 'alignment', 'emphasized', 'subdued', 'appearance', 'status', 'loading']

/** Draws what an extension renders as plain elements, and follows its changes. */
export function draw({ attached }: RemoteReceiver, stage: HTMLElement): void {
  const known = new Map<string, Node>()
  const nodeOf = (child: RemoteReceiverAttachableChild): Node => {
    const node = known.get(child.id) ?? make(child)
    known.set(child.id, node)
    return node
  }
  const make = (child: RemoteReceiverAttachableChild): Node => {
    if (child.kind === KIND_TEXT) {
      const text = document.createTextNode(child.text)
      attached.subscribe(child, ({ text: now }) => {
        text.data = now
      })
      return text
    }
    const element = elementOf(child)
    const fill = (now: Component) => {
      update(element, now)
      bodyOf(element).replaceChildren(...ownParts(element, now), ...now.children.map(nodeOf))
    }
    fill(child)
    attached.subscribe(child, fill)
    return element
  }
  const fillStage = (root: RemoteReceiverAttachable) => {
    if ('children' in root) stage.replaceChildren(...root.children.map(nodeOf))
  }
  fillStage(attached.root)
  attached.subscribe(attached.root, fillStage)
}

function elementOf({ type, props }: Component): HTMLElement {
  const level = Number((props as Props).level ?? 2)
  const tag = type === 'Heading' ? `h${level}` : isDeletion(type, props) ? 'del' : (tags[type] ?? 'div')
  const element = document.createElement(tag)
  element.className = `pp-${type}`
  if (type === 'Select') element.append(document.createElement('span'), document.createElement('select'))
  if (type === 'Banner') element.role = 'status'
  if (type === 'CalloutBanner') element.role = 'note'
  return element
}

function isDeletion(type: string, props: unknown): boolean {
  return type === 'Text' && (props as Props).role === 'deletion'
}

function bodyOf(element: HTMLElement): HTMLElement {
  return element.querySelector('select') ?? element
}

/** What a component shows besides its children. */
function ownParts(element: HTMLElement, { type, props }: Component): Node[] {
  const { title, options, value } = props as Props
  if (type === 'Select' && Array.isArray(options))
    return options.map((option) => new Option(option.label, option.value, false, option.value === value))
  const hasTitle = (type === 'Banner' || type === 'CalloutBanner') && typeof title === 'string'
  if (!hasTitle || element.localName === 'select') return []
  const heading = document.createElement(type === 'Banner' ? 'p' : 'h2')
  heading.textContent = title
  return [heading]
}

function update(element: HTMLElement, { type, props }: Component): void {
  const all = props as Props
  for (const look of looks) {
    if (all[look] === undefined || all[look] === false) delete element.dataset[look]
    else element.dataset[look] = String(all[look])
  }
  if (element instanceof HTMLButtonElement) updateButton(element, all)
  if (element instanceof HTMLImageElement) {
    element.src = String(all.source)
    element.alt = all.decorative ? '' : String(all.description ?? '')
  }
  if (type === 'Select') updateSelect(element, all)
}

function updateButton(button: HTMLButtonElement, { disabled, loading, loadingLabel, onPress }: Props): void {
  button.type = 'button'
  button.disabled = disabled === true || loading === true
  button.setAttribute('aria-busy', String(loading === true))
  if (loading) button.setAttribute('aria-label', String(loadingLabel ?? ''))
  else button.removeAttribute('aria-label')
  button.onclick = () => {
    if (typeof onPress === 'function') onPress()
  }
}

function updateSelect(label: HTMLElement, { label: text, value, disabled, onChange }: Props): void {
  const [name, select] = [label.querySelector('span'), label.querySelector('select')]
  if (name) name.textContent = String(text)
  if (!select) return
  select.disabled = disabled === true
  select.value = String(value)
  select.onchange = () => {
    if (typeof onChange === 'function') onChange(select.value)
  }
}
