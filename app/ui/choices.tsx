import { useNavigate } from '@remix-run/react'
import { Button } from '@shopify/polaris'

/** One of several ways to see a page; the address keeps which. */
export interface Choice {
  label: string
  url: string
  isChosen: boolean
}

/** Buttons of which one is pressed. */
export function Choices({ label, choices }: { label: string; choices: Choice[] }) {
  const navigate = useNavigate()
  return (
    <fieldset className="encore-choices">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <Button
          key={choice.url}
          size="slim"
          pressed={choice.isChosen}
          onClick={() => navigate(choice.url, { replace: true, preventScrollReset: true })}
        >
          {choice.label}
        </Button>
      ))}
    </fieldset>
  )
}
