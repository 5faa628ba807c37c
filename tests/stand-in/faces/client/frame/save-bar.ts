type Action = { key: string; label: string; isPrimary: boolean; isDisabled: boolean; isCritical: boolean }
type Shown = { actions: Action[]; mustConfirm: boolean }

/** The bar that takes the place of the admin's top bar while something is unsaved. */
export function createSaveBar(press: (key: string) => void) {
  const bar = document.getElementById('save-bar')
  let shown: Shown | null = null
  const draw = (next: Shown | null) => {
    shown = next
    if (!bar) return
    bar.hidden = next === null
    bar.querySelector('[data-actions]')?.replaceChildren(...(next ? buttons(next, press) : []))
  }
  const confirmLeave = async () => {
    if (shown === null || window.confirm('You have unsaved changes. Leave without saving?')) return
    throw new Error('The merchant stays.')
  }
  return { draw, confirmLeave }
}

function buttons({ actions, mustConfirm }: Shown, press: (key: string) => void): HTMLButtonElement[] {
  return [...actions]
    .sort((left, right) => Number(left.isPrimary) - Number(right.isPrimary))
    .map(({ key, label, isPrimary, isDisabled }) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = label || (isPrimary ? 'Save' : 'Discard')
      button.disabled = isDisabled
      button.className = isPrimary ? 'primary' : ''
      button.addEventListener('click', () => {
        if (isPrimary || !mustConfirm || window.confirm('Discard all unsaved changes?')) press(key)
      })
      return button
    })
}
