import { Button, ButtonGroup } from '@shopify/polaris'
import { RedoIcon, UndoIcon } from '@shopify/polaris-icons'

/** Takes changes of a draft back, and makes them again. */
export function UndoRedo({
  texts,
  draft: { canUndo, canRedo, undo, redo },
}: {
  texts: { undo: string; redo: string }
  draft: { canUndo: boolean; canRedo: boolean; undo: () => void; redo: () => void }
}) {
  return (
    <ButtonGroup gap="tight">
      <Button
        icon={UndoIcon}
        variant="tertiary"
        accessibilityLabel={texts.undo}
        disabled={!canUndo}
        onClick={undo}
      />
      <Button
        icon={RedoIcon}
        variant="tertiary"
        accessibilityLabel={texts.redo}
        disabled={!canRedo}
        onClick={redo}
      />
    </ButtonGroup>
  )
}
