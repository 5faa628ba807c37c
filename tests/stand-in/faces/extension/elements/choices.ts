import { defineElement, make, put, StandInElement, text, type View } from './base.ts'

const CSS = `:host{display:block}label{display:flex;gap:10px;align-items:start;min-block-size:32px;padding:4px 0;cursor:pointer}
input{flex:none;inline-size:18px;block-size:18px;margin:2px 0;accent-color:var(--x-brand,#1f4a3d)}.error{color:#a8201a;font-size:13px;margin:2px 0 0}input:focus-visible{outline:2px solid var(--x-brand,#1f4a3d);outline-offset:2px}`

/** Everything that is ticked. */
export function defineChoices(): void {
  for (const tag of ['s-checkbox', 's-consent-checkbox']) defineElement(tag, CSS, tickView('checkbox'))
  defineElement('s-switch', CSS, tickView('switch'))
  defineElement(
    's-choice-list',
    `${CSS}fieldset{border:0;margin:0;padding:0}legend{padding:0;margin-block-end:4px;font-size:13px;color:var(--x-muted,#5f5f5f)}.aside{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}`,
    choiceListView,
  )
  defineElement('s-choice', CSS, choiceView)
}

function tickView(kind: 'checkbox' | 'switch'): View {
  return (element, root) => {
    const input = make('input', { type: 'checkbox', role: kind === 'switch' ? 'switch' : undefined })
    const words = make('span')
    const error = make('p', { class: 'error' })
    root.append(make('label', {}, input, words), error)
    input.addEventListener('change', (event) => {
      event.stopPropagation()
      element.properties.checked = input.checked
      element.tell('change', { checked: input.checked })
    })
    let isFirst = true
    return (properties) => {
      input.checked = properties.checked === true || (isFirst && properties.defaultChecked === true)
      element.properties.checked = input.checked
      input.disabled = properties.disabled === true
      words.textContent = text(properties.label)
      put(input, 'aria-label', properties.accessibilityLabel)
      error.textContent = text(properties.error)
      error.hidden = !properties.error
      isFirst = false
    }
  }
}

const choiceListView: View = (element, root) => {
  const legend = make('legend')
  const error = make('p', { class: 'error' })
  root.append(make('fieldset', {}, legend, make('slot'), error))
  element.addEventListener('keydown', (event) => moveByArrow(element, event))
  return (properties) => {
    legend.textContent = text(properties.label)
    legend.classList.toggle('aside', properties.labelAccessibilityVisibility === 'exclusive')
    error.textContent = text(properties.error)
    error.hidden = !properties.error
    for (const choice of choicesOf(element)) choice.refresh()
  }
}

const choiceView: View = (element, root) => {
  const input = make('input', { type: 'radio' })
  const details = make('slot', { name: 'details' })
  root.append(make('label', {}, input, make('span', {}, make('slot'))), details)
  input.addEventListener('change', (event) => {
    event.stopPropagation()
    choose(element, input.checked)
  })
  return (properties) => {
    const list = listOf(element)
    input.type = list?.properties.multiple === true ? 'checkbox' : 'radio'
    input.checked = isChosen(element)
    input.disabled = properties.disabled === true || list?.properties.disabled === true
    input.tabIndex = input.type === 'checkbox' || isTabStop(element) ? 0 : -1
    put(input, 'aria-label', properties.accessibilityLabel)
  }
}

function choose(element: StandInElement, isOn: boolean): void {
  const list = listOf(element)
  if (!list) return
  const value = text(element.properties.value)
  const isMany = list.properties.multiple === true
  const others = isMany ? valuesOf(list).filter((each) => each !== value) : []
  const values = isOn ? [...others, value] : others
  list.properties.values = values
  list.refresh()
  list.tell('change', { values })
}

/** Radios in separate shadow trees are no browser group, so the list moves between them itself. */
function moveByArrow(list: StandInElement, event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (!step || list.properties.multiple === true) return
  event.preventDefault()
  const choices = choicesOf(list).filter((choice) => choice.properties.disabled !== true)
  const at = choices.findIndex(
    (choice) => choice.contains(document.activeElement) || choice.matches(':focus-within'),
  )
  const next = choices.at((at + step) % choices.length)
  if (!next) return
  choose(next, true)
  next.focus()
}

function valuesOf(list: StandInElement): string[] {
  const { values } = list.properties
  if (Array.isArray(values)) return values.map(String)
  return choicesOf(list)
    .filter((choice) => choice.properties.selected === true || choice.properties.defaultSelected === true)
    .map((choice) => text(choice.properties.value))
}

function isChosen(element: StandInElement): boolean {
  const list = listOf(element)
  return list !== undefined && valuesOf(list).includes(text(element.properties.value))
}

function isTabStop(element: StandInElement): boolean {
  const list = listOf(element)
  if (!list) return true
  const [chosen] = valuesOf(list)
  return chosen === undefined ? choicesOf(list)[0] === element : chosen === text(element.properties.value)
}

function choicesOf(list: StandInElement): StandInElement[] {
  return [...list.querySelectorAll('s-choice')].filter((choice) => choice instanceof StandInElement)
}

function listOf(element: StandInElement): StandInElement | undefined {
  const list = element.closest('s-choice-list')
  return list instanceof StandInElement ? list : undefined
}
