import {
  ActionList,
  type ActionListItemDescriptor,
  Button,
  type ButtonProps,
  Popover,
} from '@shopify/polaris'
import { useState } from 'react'

/** A button that opens a list of what can be done. Whatever is chosen closes it again. */
export function ActionMenu({
  button: { label, ...button },
  items,
}: {
  button: Pick<ButtonProps, 'icon' | 'size' | 'variant' | 'accessibilityLabel'> & {
    label?: string | undefined
  }
  items: readonly ActionListItemDescriptor[]
}) {
  const [isOpen, setOpen] = useState(false)
  const closing = ({ onAction, ...item }: ActionListItemDescriptor): ActionListItemDescriptor => ({
    ...item,
    ...(onAction && {
      onAction: () => {
        setOpen(false)
        onAction()
      },
    }),
  })
  return (
    <Popover
      active={isOpen}
      autofocusTarget="first-node"
      onClose={() => setOpen(false)}
      activator={
        <Button {...button} onClick={() => setOpen(!isOpen)}>
          {label}
        </Button>
      }
    >
      <ActionList actionRole="menuitem" items={items.map(closing)} />
    </Popover>
  )
}
