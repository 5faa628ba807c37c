import { useSearchParams, useSubmit } from '@remix-run/react'
import { Icon, TextField } from '@shopify/polaris'
import { SearchIcon } from '@shopify/polaris-icons'
import { useEffect, useRef, useState } from 'react'
import { customers } from '../texts/customers.ts'

const texts = customers.search
const pauseMs = 200

/** The search field. The list follows what is typed after a short pause. */
export function CustomerSearch() {
  const [search] = useSearchParams()
  const [typed, setTyped] = useState(search.get('q') ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const submit = useSubmit()
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (value: string) => {
    setTyped(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      submit(value ? { q: value } : {}, { method: 'get', action: '/app/customers', replace: true })
    }, pauseMs)
  }
  return (
    <TextField
      label={texts.label}
      labelHidden
      type="search"
      value={typed}
      onChange={change}
      placeholder={texts.placeholder}
      prefix={<Icon source={SearchIcon} />}
      autoComplete="off"
      clearButton
      onClearButtonClick={() => change('')}
      maxLength={100}
    />
  )
}
