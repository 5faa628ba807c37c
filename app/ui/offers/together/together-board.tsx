import { useNavigate } from '@remix-run/react'
import { Banner, BlockStack, Card, Text } from '@shopify/polaris'
import { useState } from 'react'
import { isShopifyId, type ShopifyId } from '../../../domain/shopify-id.ts'
import { togetherUrl } from '../../addresses.ts'
import { type Option, SearchField } from '../../conditions/picker.tsx'
import { together as texts } from '../../texts/together.ts'
import type { ShownAround } from './shown-around.ts'
import { TogetherList } from './together-list.tsx'
import { TogetherMap } from './together-map.tsx'
import { useTie } from './use-tie.ts'

const products = { kind: 'search', of: 'product', mayBeTyped: false } as const

/** The map of a product beside the same as a list; a press in either opens the evidence in the list. */
export function TogetherBoard({
  product,
  around,
}: {
  product: { id: ShopifyId<'Product'>; title: string }
  around: ShownAround[]
}) {
  const [chosenId, setChosenId] = useState<ShopifyId<'Product'>>()
  const navigate = useNavigate()
  const { say, isBusy, said, isRefused } = useTie(product.id, around)
  const picked = (then: (id: ShopifyId<'Product'>) => void) => (option: Option) => {
    if (isShopifyId('Product', option.value)) then(option.value)
  }
  const pin = (id: ShopifyId<'Product'>) => {
    setChosenId(id)
    say(id, 'pinned')
  }
  return (
    <div className="encore-together-board">
      <Card>
        <BlockStack gap="300">
          <SearchField
            label={texts.middle}
            isLabelShown
            source={products}
            chosen={[product.id]}
            onPick={picked((id) => navigate(togetherUrl(id)))}
          />
          <TogetherMap title={product.title} around={around} chosenId={chosenId} onChoose={setChosenId} />
          <Text as="p" tone="subdued" variant="bodySm">
            {around.length > 0 ? texts.mapMeaning : texts.empty.alone}
          </Text>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {texts.list(product.title)}
          </Text>
          <div role="status">{said && <Banner tone={isRefused ? 'critical' : 'info'}>{said}</Banner>}</div>
          <TogetherList
            product={product}
            around={around}
            chosenId={chosenId}
            onChoose={setChosenId}
            saying={{ say, isBusy }}
          />
          <SearchField label={texts.add} isLabelShown source={products} chosen={[]} onPick={picked(pin)} />
        </BlockStack>
      </Card>
    </div>
  )
}
