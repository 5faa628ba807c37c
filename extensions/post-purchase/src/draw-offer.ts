import {
  BlockStack,
  Button,
  CalloutBanner,
  Heading,
  Image,
  Layout,
  Select,
  Separator,
  Text,
  TextBlock,
  TextContainer,
  View,
} from '@shopify/post-purchase-ui-extensions'
import type { PostPurchaseOffer, ShownChoice } from '../../../app/contract/post-purchase.ts'
import { drawPrices, type Prices } from './draw-prices.ts'
import { reasonLine } from './reason-line.ts'
import { clear, type Root } from './root.ts'
import type { Words } from './texts.ts'

type Component = ReturnType<Root['createComponent']>

/** What the buyer can do. */
export interface Doings {
  onVariant(variantId: string): void
  onQuantity(quantity: number): void
  onAccept(): void
  onDecline(): void
}

/** The page of one offer, and what can change on it. */
export interface OfferView {
  /** Shows another choice; its figures are waited for. */
  choose(choice: ShownChoice, quantity: number): void
  /** The figures are here. */
  price(prices: Prices): void
  /** They cannot be had: why, and with nothing to accept. */
  stop(text: string): void
  /** Accepted: both buttons rest until the answer. */
  pay(): void
  /** Declined: the same. */
  leave(): void
}

/** Draws one product with its reason, choices, price and two equal buttons, in the place of all that stood there. */
export function drawOffer(root: Root, offer: PostPurchaseOffer, words: Words, doings: Doings): OfferView {
  const picture = drawPicture(root, offer)
  const title = drawTitle(root, offer, words)
  const choices = drawChoices(root, offer, words, doings)
  const prices = drawPrices(root, words)
  const accept = root.createComponent(
    Button,
    { onPress: doings.onAccept, disabled: true },
    words.say('accept'),
  )
  const decline = root.createComponent(Button, { onPress: doings.onDecline }, words.say('decline'))
  const buttons = root.createComponent(BlockStack, { spacing: 'tight' }, [accept, decline])
  const rule = root.createComponent(Separator)
  const parts = [title.block, ...choices.fields, rule, prices.block, buttons]
  const side = root.createComponent(BlockStack, { spacing: 'loose' }, parts)
  clear(root)
  void root.appendChild(drawCallout(root, offer, words))
  void root.appendChild(drawColumns(root, picture.block, side))
  const label = accept.children[0]
  const name = (text: string) => label && 'updateText' in label && label.updateText(text)
  return {
    choose(choice, quantity) {
      picture.show(choice)
      title.show(choice)
      choices.show(choice, quantity)
      prices.wait()
      name(words.say('accept'))
      void accept.updateProps({ disabled: true })
    },
    price(found) {
      prices.show(found)
      name(words.say('acceptFor', { price: words.money(found.total) }))
      void accept.updateProps({ disabled: false })
    },
    stop(text) {
      prices.say(text)
      void accept.updateProps({ disabled: true, loading: false })
      void decline.updateProps({ disabled: false })
    },
    pay() {
      void accept.updateProps({ loading: true, loadingLabel: words.say('paying') })
      void decline.updateProps({ disabled: true })
      choices.rest()
    },
    leave() {
      void decline.updateProps({ loading: true, loadingLabel: words.say('continue') })
      void accept.updateProps({ disabled: true })
      choices.rest()
    },
  }
}

function drawCallout(root: Root, { turn }: PostPurchaseOffer, { say }: Words) {
  const text = root.createComponent(Text, {}, say(turn === 1 ? 'calloutText' : 'calloutTextSecond'))
  return root.createComponent(CalloutBanner, { title: say(turn === 1 ? 'callout' : 'calloutSecond') }, [text])
}

function drawColumns(root: Root, picture: Component, side: Component) {
  const media = [
    { viewportSize: 'small' as const, sizes: [1, 30, 1], maxInlineSize: 0.95 },
    { viewportSize: 'medium' as const, sizes: [300, 30, 0.5], maxInlineSize: 0.95 },
    { viewportSize: 'large' as const, sizes: [400, 40, 380] },
  ]
  const gap = root.createComponent(View)
  return root.createComponent(Layout, { media }, [picture, gap, side])
}

function drawPicture(root: Root, { imageUrl, imageAlt, productTitle }: PostPurchaseOffer) {
  const sourceOf = (choice?: ShownChoice) => choice?.imageUrl ?? imageUrl
  const first = sourceOf()
  const description = imageAlt ?? ''
  const image =
    first === null
      ? undefined
      : root.createComponent(Image, {
          source: first,
          description,
          decorative: description === '',
          bordered: true,
        })
  const block = root.createComponent(View, {}, image ? [image] : [])
  return {
    block,
    show(choice: ShownChoice) {
      const source = sourceOf(choice)
      if (image && source !== null && source !== undefined)
        void image.updateProps({ source, description: imageAlt ?? productTitle })
    },
  }
}

function drawTitle(root: Root, offer: PostPurchaseOffer, words: Words) {
  const heading = root.createComponent(Heading, { level: 1 }, offer.productTitle)
  const was = root.createText('')
  const now = root.createText('')
  const wasPrice = root.createComponent(Text, { size: 'large', role: 'deletion', subdued: true }, [was])
  const price = root.createComponent(Text, { size: 'large', emphasized: true }, [now])
  const off = offer.percentOff === null ? '' : ` ${words.say('off', { percent: offer.percentOff })}`
  const cost = root.createComponent(TextBlock, {}, [wasPrice, ' ', price, off])
  const reason = root.createComponent(TextBlock, { subdued: true }, reasonLine(words, offer.reason))
  const gift =
    offer.gift === null ? [] : [root.createComponent(TextBlock, {}, words.say('gift', { gift: offer.gift }))]
  const about = offer.description ? [root.createComponent(TextBlock, {}, offer.description)] : []
  return {
    block: root.createComponent(TextContainer, { spacing: 'tight' }, [
      heading,
      cost,
      ...gift,
      reason,
      ...about,
    ]),
    show(choice: ShownChoice) {
      const isCheaper = choice.wasPrice.amount !== choice.price.amount
      void was.updateText(isCheaper ? words.money(choice.wasPrice) : '')
      void now.updateText(words.money(choice.price))
    },
  }
}

function drawChoices(
  root: Root,
  { choices, quantityMax }: PostPurchaseOffer,
  { say }: Words,
  doings: Doings,
) {
  const variants =
    choices.length > 1
      ? root.createComponent(Select, {
          label: say('variant'),
          value: choices[0]?.variantId ?? '',
          options: choices.map(({ variantId, title }) => ({ value: variantId, label: title })),
          onChange: doings.onVariant,
        })
      : undefined
  const quantities =
    quantityMax > 1
      ? root.createComponent(Select, {
          label: say('quantity'),
          value: '1',
          options: Array.from({ length: quantityMax }, (_, at) => ({
            value: `${at + 1}`,
            label: `${at + 1}`,
          })),
          onChange: (value: string) => doings.onQuantity(Number(value)),
        })
      : undefined
  return {
    fields: [variants, quantities].filter((field) => field !== undefined),
    show({ variantId }: ShownChoice, quantity: number) {
      void variants?.updateProps({ value: variantId })
      void quantities?.updateProps({ value: `${quantity}` })
    },
    rest() {
      void variants?.updateProps({ disabled: true })
      void quantities?.updateProps({ disabled: true })
    },
  }
}
