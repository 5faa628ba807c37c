import { Modal, Text } from '@shopify/polaris'

/** Asks before something is done that cannot be undone with a press. */
export function AskFirst({
  isOpen,
  title,
  body,
  action,
  keep,
  onClose,
  onAction,
}: {
  isOpen: boolean
  title: string
  body: string
  action: string
  keep: string
  onClose(): void
  onAction(): void
}) {
  const act = () => {
    onAction()
    onClose()
  }
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={title}
      primaryAction={{ content: action, destructive: true, onAction: act }}
      secondaryActions={[{ content: keep, onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{body}</Text>
      </Modal.Section>
    </Modal>
  )
}
