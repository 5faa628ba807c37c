import type { StandInElement } from './base.ts'

type Overlay = StandInElement & { showOverlay?(): void; hideOverlay?(): void; toggleOverlay?(): void }

/** Carries out `command` on the element named by `commandFor` in the same block. Answers whether there was one. */
export function runCommand(source: StandInElement): boolean {
  const { commandFor, command = '--auto' } = source.properties
  if (typeof commandFor !== 'string' || commandFor === '') return false
  const target = find(source, commandFor)
  if (!target) return false
  if (target.localName === 's-clipboard-item') copy(target)
  else if (command === '--show') target.showOverlay?.()
  else if (command === '--hide') target.hideOverlay?.()
  else target.toggleOverlay?.()
  return true
}

function find(source: Element, id: string): Overlay | null {
  const root = source.getRootNode()
  return root instanceof ShadowRoot || root instanceof Document
    ? (root.getElementById(id) as Overlay | null)
    : null
}

function copy(target: StandInElement): void {
  navigator.clipboard.writeText(String(target.properties.text ?? '')).then(
    () => target.tell('copy'),
    () => target.tell('copyerror'),
  )
}
