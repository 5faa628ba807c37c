import { useNavigate } from '@remix-run/react'
import { Button, Icon, Select, TextField } from '@shopify/polaris'
import { SearchIcon } from '@shopify/polaris-icons'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { surfaceKinds, surfaces } from '../../../domain/offers/coverage.ts'
import { type CoverageFilter, filterReasons, isNarrow } from '../../../domain/offers/coverage-filter.ts'
import { ordersUrl } from '../../addresses.ts'
import { capital } from '../../format.ts'
import { orderBrowser, whyNot } from '../../texts/order-browser.ts'

const texts = orderBrowser.filters
const pauseMs = 250
const foldedId = 'order-filters'

/**
 * Search and filter; the list follows what is chosen. On a phone all but the search is folded, with `children` below it,
 * until somebody asks for it or chose something: the orders are what they came for.
 */
export function OrderFilters({
  typed,
  filter,
  children,
}: {
  typed: string
  filter: CoverageFilter
  children: ReactNode
}) {
  const [asked, setAsked] = useState<boolean>()
  const isOpen = asked ?? isNarrow(filter)
  const navigate = useNavigate()
  const show = (changed: Partial<CoverageFilter & { q: string }>) =>
    navigate(ordersUrl({ q: typed, ...filter, ...changed }), { replace: true, preventScrollReset: true })
  const choice = <Key extends keyof CoverageFilter>(key: Key, any: string, options: Option[]) => (
    <Select
      label={texts[key]}
      options={[{ label: any, value: '' }, ...options]}
      value={filter[key] ?? ''}
      onChange={(value) => show({ [key]: options.find((each) => each.value === value)?.value })}
    />
  )
  return (
    <div className="encore-order-filters">
      <OrderSearch typed={typed} onSearch={(q) => show({ q })} />
      <div className="encore-order-toggle">
        <Button
          variant="plain"
          disclosure={isOpen ? 'up' : 'down'}
          onClick={() => setAsked(!isOpen)}
          ariaExpanded={isOpen}
          ariaControls={foldedId}
        >
          {texts.more}
        </Button>
      </div>
      <div className={`encore-order-filters-below${isOpen ? '' : ' is-folded'}`} id={foldedId}>
        <div className="encore-order-choices">
          {choice('surface', texts.anySurface, surfaceOptions)}
          {choice('state', texts.anyState, stateOptions)}
          {choice('why', texts.anyWhy, whyOptions)}
        </div>
        {children}
      </div>
    </div>
  )
}

interface Option {
  label: string
  value: string
}

const surfaceOptions = surfaces.map((value) => ({ value, label: orderBrowser.surface[value] }))
const stateOptions = [
  { value: 'answered', label: texts.answered },
  ...surfaceKinds.map((value) => ({ value, label: orderBrowser.state[value] })),
  { value: 'none', label: texts.none },
]
const whyOptions = filterReasons.map((value) => ({ value, label: capital(whyNot[value]) }))

function OrderSearch({ typed, onSearch }: { typed: string; onSearch: (typed: string) => void }) {
  const [value, setValue] = useState(typed)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (text: string) => {
    setValue(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text), pauseMs)
  }
  return (
    <TextField
      label={orderBrowser.search.label}
      type="search"
      value={value}
      onChange={change}
      placeholder={orderBrowser.search.placeholder}
      prefix={<Icon source={SearchIcon} />}
      autoComplete="off"
      clearButton
      onClearButtonClick={() => change('')}
      maxLength={50}
    />
  )
}
