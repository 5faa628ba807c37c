import { useFetcher } from '@remix-run/react'
import { BlockStack, Combobox, Icon, InlineStack, Listbox, Tag } from '@shopify/polaris'
import { SearchIcon } from '@shopify/polaris-icons'
import { useEffect, useRef, useState } from 'react'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { conditionEditor } from '../texts/conditions.ts'

const texts = conditionEditor.value

/** Something that can be chosen; a product comes with what is known of it. */
export interface Option {
  value: string
  label: string
  imageUrl?: string | undefined
  isOnSale?: boolean | undefined
  variants?:
    | { id: ShopifyId<'ProductVariant'>; title: string; priceMinor: number; costMinor: number | undefined }[]
    | undefined
}

/** Where options come from: the shop's own data of a kind, or a list that is known. */
export type OptionSource =
  | { kind: 'search'; of: string; mayBeTyped: boolean }
  | { kind: 'list'; options: Option[] }

/** Chooses several of something, with a search over the shop's own data; what is chosen stands below as tags. */
export function Picker({
  label,
  source,
  chosen,
  nameOf,
  onChange,
  error,
}: {
  label: string
  source: OptionSource
  chosen: string[]
  nameOf: (value: string) => string
  /** `labels` names what was found since, for who shows it. */
  onChange: (chosen: string[], labels: Option[]) => void
  error?: string | undefined
}) {
  const toggle = (option: Option) =>
    onChange(
      chosen.includes(option.value)
        ? chosen.filter((each) => each !== option.value)
        : [...chosen, option.value],
      [option],
    )
  return (
    <BlockStack gap="200">
      <SearchField label={label} source={source} chosen={chosen} onPick={toggle} error={error} />
      {chosen.length > 0 && (
        <InlineStack gap="100">
          {chosen.map((value) => (
            <Tag
              key={value}
              onRemove={() =>
                onChange(
                  chosen.filter((each) => each !== value),
                  [],
                )
              }
              accessibilityLabel={texts.remove(nameOf(value))}
            >
              {nameOf(value)}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  )
}

/** A field that searches as one types and lists what it found; a press picks it. */
export function SearchField({
  label,
  source,
  chosen,
  onPick,
  isLabelShown = false,
  error,
}: {
  label: string
  source: OptionSource
  chosen: string[]
  onPick: (option: Option) => void
  isLabelShown?: boolean
  error?: string | undefined
}) {
  const [typed, setTyped] = useState('')
  const { options, isSearching } = useOptions(source, typed)
  return (
    <Combobox
      allowMultiple
      activator={
        <Combobox.TextField
          label={label}
          labelHidden={!isLabelShown}
          placeholder={texts.search}
          prefix={<Icon source={SearchIcon} />}
          autoComplete="off"
          value={typed}
          onChange={setTyped}
          error={error}
        />
      }
    >
      <Listbox
        onSelect={(value) => {
          onPick(options.find((each) => each.value === value) ?? { value, label: value })
          setTyped('')
        }}
      >
        {options.map(({ value, label: name }) => (
          <Listbox.Option
            key={value}
            value={value}
            selected={chosen.includes(value)}
            accessibilityLabel={name}
          >
            <Listbox.TextOption selected={chosen.includes(value)}>{name}</Listbox.TextOption>
          </Listbox.Option>
        ))}
        {isSearching && options.length === 0 ? (
          <Listbox.Loading accessibilityLabel={texts.searching} />
        ) : null}
        {!isSearching && options.length === 0 ? (
          <Listbox.Action value="">{texts.nothingFound}</Listbox.Action>
        ) : null}
      </Listbox>
    </Combobox>
  )
}

const patienceMs = 200

/** What can be picked now: the list, narrowed by what was typed, or what the search found. */
function useOptions(source: OptionSource, typed: string): { options: Option[]; isSearching: boolean } {
  const fetcher = useFetcher<{ found: Option[] }>()
  const { load } = fetcher
  const isUnderWay = fetcher.state !== 'idle'
  const kind = source.kind === 'search' ? source.of : undefined
  const asked = useRef<string>()
  useEffect(() => {
    const address = kind && `/app/offers/search?${new URLSearchParams({ kind, q: typed })}`
    // The next search waits for the last: an answer that is cut off midway is an error on the page.
    if (!address || isUnderWay || asked.current === address) return
    const ask = () => {
      asked.current = address
      load(address)
    }
    const timer = setTimeout(ask, patienceMs)
    return () => clearTimeout(timer)
  }, [kind, typed, isUnderWay, load])
  if (source.kind === 'list') {
    const part = typed.trim().toLowerCase()
    return {
      options: source.options.filter(({ label }) => label.toLowerCase().includes(part)),
      isSearching: false,
    }
  }
  const found = fetcher.data?.found ?? []
  const own = typed.trim()
  const isNew =
    source.mayBeTyped && own !== '' && !found.some(({ value }) => value.toLowerCase() === own.toLowerCase())
  return {
    options: isNew ? [...found, { value: own, label: own }] : found,
    isSearching: fetcher.state !== 'idle' || fetcher.data === undefined,
  }
}
