import { BlockStack, ChoiceList, Text } from '@shopify/polaris'
import { RefreshIcon } from '@shopify/polaris-icons'
import { useState } from 'react'
import {
  leadDaysMax,
  type ReplenishmentDueTrigger,
} from '../../../domain/journeys/triggers/replenishment-due.ts'
import { isShopifyId } from '../../../domain/shopify-id.ts'
import { SearchField } from '../../conditions/picker.tsx'
import { conditions } from '../../texts/conditions.ts'
import { journeyTriggers } from '../../texts/journeys-triggers.ts'
import { durationWords } from '../duration-words.ts'
import { Field, WholeField } from '../fields.tsx'
import type { TriggerPanelProps, TriggerUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeyTriggers.replenishment
const products = { kind: 'search', of: 'product', mayBeTyped: false } as const

/** Something they bought will run out. */
export const replenishmentDue: TriggerUi<ReplenishmentDueTrigger> = {
  kind: 'replenishment-due',
  icon: RefreshIcon,
  sentence: ({ leadDays, productId }, { titles, reader }) =>
    said(journeyTriggers.says['replenishment-due'], {
      leadDays:
        leadDays === 0
          ? texts.onTheDay
          : texts.before(durationWords({ amount: leadDays, unit: 'days' }, reader)),
      product: productId === undefined ? texts.any : (titles[productId] ?? conditions.gone.product),
    }),
  Panel,
  blank: () => ({ kind: 'replenishment-due', productId: undefined, leadDays: 5 }),
}

function Panel({ trigger, change, parts }: TriggerPanelProps<ReplenishmentDueTrigger>) {
  const { productId } = trigger
  const [wantsOne, setWantsOne] = useState(productId !== undefined)
  return (
    <BlockStack gap="400">
      <Field name="product">
        <BlockStack gap="300">
          <ChoiceList
            title={texts.what}
            choices={[
              { value: 'any', label: texts.anyChoice },
              { value: 'one', label: texts.oneChoice },
            ]}
            selected={[wantsOne ? 'one' : 'any']}
            onChange={([chosen]) => {
              setWantsOne(chosen === 'one')
              if (chosen !== 'one') change({ ...trigger, productId: undefined })
            }}
          />
          {wantsOne && productId && (
            <Text as="p" fontWeight="semibold">
              {parts.titles[productId] ?? conditions.gone.product}
            </Text>
          )}
          {wantsOne && (
            <SearchField
              label={texts.product}
              isLabelShown
              source={products}
              chosen={productId ? [productId] : []}
              onPick={(option) => {
                parts.found([option])
                if (isShopifyId('Product', option.value)) change({ ...trigger, productId: option.value })
              }}
            />
          )}
        </BlockStack>
      </Field>
      <Field name="leadDays">
        <WholeField
          label={texts.leadDays}
          value={trigger.leadDays}
          min={0}
          max={leadDaysMax}
          problem={texts.problem(leadDaysMax)}
          onChange={(leadDays) => change({ ...trigger, leadDays })}
        />
      </Field>
    </BlockStack>
  )
}
