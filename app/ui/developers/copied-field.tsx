import { BlockStack, Button, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { developers } from '../texts/developers.ts'

const texts = developers.make

/** Something to be copied as it stands. */
export function CopiedField({ label, value, lines }: { label: string; value: string; lines?: number }) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setIsCopied(true)
  }
  return (
    <BlockStack gap="100">
      <TextField
        label={label}
        value={value}
        readOnly
        autoComplete="off"
        monospaced
        multiline={lines}
        connectedRight={
          <Button accessibilityLabel={texts.copyNamed(label)} onClick={() => void copy()}>
            {texts.copy}
          </Button>
        }
      />
      <span role="status">{isCopied && texts.copied}</span>
    </BlockStack>
  )
}
