type Toast = { id: string; message: string; duration: number; isError: boolean; action?: string }
type Gone = (gone: { id: string; why: 'action' | 'dismiss' }) => void

/** Shows a toast at the bottom of the admin; says when and why it went. */
export function showToast({ id, message, duration, isError, action }: Toast, onGone: Gone): void {
  const toast = document.createElement('div')
  toast.id = id
  toast.className = isError ? 'toast error' : 'toast'
  toast.role = isError ? 'alert' : 'status'
  const words = document.createElement('span')
  words.textContent = message
  toast.append(words)
  const close = (why: 'action' | 'dismiss') => {
    if (!toast.isConnected) return
    toast.remove()
    onGone({ id, why })
  }
  if (action) toast.append(button(action, () => close('action')))
  const cross = button('\u00d7', () => close('dismiss'))
  cross.ariaLabel = 'Dismiss'
  toast.append(cross)
  document.getElementById('toasts')?.append(toast)
  setTimeout(() => close('dismiss'), duration)
}

function button(label: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = label
  element.addEventListener('click', press)
  return element
}
