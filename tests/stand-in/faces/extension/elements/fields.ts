import { submit } from './actions.ts'
import { defineElement, make, type Properties, put, type StandInElement, text, type View } from './base.ts'

const INPUT_TYPES: Record<string, string> = {
  's-text-field': 'text',
  's-email-field': 'email',
  's-phone-field': 'tel',
  's-consent-phone-field': 'tel',
  's-url-field': 'url',
  's-password-field': 'password',
  's-number-field': 'number',
  's-money-field': 'number',
  's-date-field': 'date',
}

export const FIELD_CSS = `:host{display:block}label{display:block;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;contain:inline-size;font-size:13px;margin-block-end:4px;color:var(--x-muted,#5f5f5f)}
input,select,textarea{inline-size:100%;min-block-size:44px;padding:9px 12px;border:1px solid var(--x-border-strong,#8a8a8a);border-radius:8px;background:#fff}
input:focus,select:focus,textarea:focus{outline:2px solid var(--x-brand,#1f4a3d);outline-offset:0}[aria-invalid=true]{border-color:#a8201a}.error{color:#a8201a;font-size:13px;margin:4px 0 0}.aside{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}`

const STEP_CSS = `.steps{display:grid;grid-template-columns:44px minmax(0,1fr) 44px;border:1px solid var(--x-border-strong,#8a8a8a);border-radius:8px}.steps input{min-block-size:42px;border:0;border-radius:0;padding-inline:0;text-align:center;appearance:textfield;background:none}.steps input::-webkit-inner-spin-button{display:none}.steps button{border:0;background:none;cursor:pointer;font-size:18px}.steps button:disabled{opacity:.4;cursor:default}`

/** Everything that is typed into. */
export function defineFields(): void {
  for (const [tag, type] of Object.entries(INPUT_TYPES)) {
    defineElement(
      tag,
      FIELD_CSS + STEP_CSS,
      fieldView(() => make('input', { type })),
    )
  }
  defineElement(
    's-text-area',
    FIELD_CSS,
    fieldView(() => make('textarea', { rows: '3' })),
  )
  defineElement('s-select', FIELD_CSS, selectView)
  defineElement('s-option', ':host{display:none}', () => () => undefined)
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function fieldView(makeControl: () => Control): View {
  return (element, root) => {
    const control = makeControl()
    const update = frame(element, root, control)
    const updateSteps = steps(control)
    let isFirst = true
    return (properties) => {
      update(properties)
      const value = properties.value ?? (isFirst ? properties.defaultValue : undefined)
      if (typeof value === 'string' && value !== control.value) control.value = value
      for (const name of ['placeholder', 'min', 'max', 'step', 'rows'] as const)
        put(control, name, properties[name])
      put(control, 'maxlength', properties.maxLength)
      put(control, 'readonly', properties.readOnly)
      updateSteps(properties)
      isFirst = false
    }
  }
}

/** `controls="stepper"`: a button for less and one for more around the field. The arrow keys do the same. */
function steps(control: Control): (properties: Properties) => void {
  if (!(control instanceof HTMLInputElement) || control.type !== 'number') return () => undefined
  const less = make('button', { type: 'button', tabindex: '-1', 'aria-hidden': 'true' }, '\u2212')
  const more = make('button', { type: 'button', tabindex: '-1', 'aria-hidden': 'true' }, '+')
  const step = (move: () => void) => {
    move()
    for (const event of ['input', 'change']) control.dispatchEvent(new Event(event))
  }
  less.addEventListener('click', () => step(() => control.stepDown()))
  more.addEventListener('click', () => step(() => control.stepUp()))
  return ({ controls }) => {
    if (controls === 'stepper' && !less.isConnected) {
      const row = make('div', { class: 'steps' })
      control.replaceWith(row)
      row.append(less, control, more)
    }
    less.disabled = control.min !== '' && Number(control.value) <= Number(control.min)
    more.disabled = control.max !== '' && Number(control.value) >= Number(control.max)
  }
}

const selectView: View = (element, root) => {
  const control = make('select')
  const update = frame(element, root, control)
  const slot = make('slot', { hidden: '' })
  root.append(slot)
  const refill = () => element.refresh()
  new MutationObserver(refill).observe(element, { childList: true, subtree: true, characterData: true })
  return (properties) => {
    update(properties)
    fillOptions(control, element, text(properties.placeholder))
    if (typeof properties.value === 'string') control.value = properties.value
  }
}

function fillOptions(control: HTMLSelectElement, element: StandInElement, placeholder: string): void {
  const options = [...element.querySelectorAll<StandInElement>('s-option')].map((option) => {
    const value = text(option.properties.value)
    const choice = new Option(
      option.textContent ?? '',
      value,
      false,
      option.properties.selected === true || option.properties.defaultSelected === true,
    )
    choice.disabled = option.properties.disabled === true
    return choice
  })
  const first = placeholder ? [new Option(placeholder, '')] : []
  control.replaceChildren(...first, ...options)
}

/** Label above, error below, events to the worker. */
function frame(
  element: StandInElement,
  root: ShadowRoot,
  control: Control,
): (properties: Properties) => void {
  const label = make('label', { for: 'control' })
  const error = make('p', { class: 'error', id: 'error' })
  control.id = 'control'
  root.append(label, control, error)
  listen(element, control)
  return (properties) => {
    label.textContent = text(properties.label)
    label.classList.toggle('aside', properties.labelAccessibilityVisibility === 'exclusive')
    error.textContent = text(properties.error)
    error.hidden = !properties.error
    put(control, 'aria-invalid', properties.error ? 'true' : undefined)
    put(control, 'aria-describedby', properties.error ? 'error' : undefined)
    put(control, 'autocomplete', properties.autocomplete)
    control.disabled = properties.disabled === true
    control.required = properties.required === true
  }
}

function listen(element: StandInElement, control: Control): void {
  for (const event of ['input', 'change'] as const) {
    control.addEventListener(event, (native) => {
      native.stopPropagation()
      element.properties.value = control.value
      element.tell(event, { value: control.value })
    })
  }
  control.addEventListener('focus', () => element.tell('focus'))
  control.addEventListener('blur', () => element.tell('blur'))
  control.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Enter' && control.localName === 'input')
      submit(element)
  })
}
