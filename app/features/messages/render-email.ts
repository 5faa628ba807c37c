import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Column } from '@react-email/column'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Html } from '@react-email/html'
import { Img } from '@react-email/img'
import { Link } from '@react-email/link'
import { Preview } from '@react-email/preview'
import { Row } from '@react-email/row'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { convert } from 'html-to-text'
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ComposedMessage } from '../../domain/messages/compose-message.ts'
import { wordsIn } from '../../domain/messages/words.ts'
import { lookElsewhere, lookOf } from './email-look.ts'

/** One product in a message; words and prices ready to be read. */
export interface ShownProduct {
  title: string
  imageUrl: string | undefined
  imageAlt: string | undefined
  price: string
  /** What the shop gives with it, in words. */
  extra: string | undefined
  reason: string
  /** Opens a cart. */
  url: string
}

/** All that an email shows. Every text is text: what looks like HTML in it is shown as it was typed. */
export interface EmailContent {
  message: ComposedMessage
  products: readonly ShownProduct[]
  shop: string
  logoUrl: string | undefined
  /** `#1a2b3c`. */
  color: string | undefined
  /** Where the message's own button leads; no button without it. */
  buttonUrl: string | undefined
  preferencesUrl: string
  unsubscribeUrl: string
}

/** An email in both its parts, which say the same. */
export interface RenderedEmail {
  html: string
  text: string
}

const textCharactersPerLine = 72

/** Draws an email. The same content, the same bytes. */
export function renderEmail(content: EmailContent): RenderedEmail {
  const html = `<!doctype html>${renderToStaticMarkup(page(content))}`
  return { html, text: textOf(html) }
}

type Look = ReturnType<typeof lookOf>

function page(content: EmailContent): ReactElement {
  const { message } = content
  const look = lookOf(content.color)
  return h(
    Html,
    { lang: message.language, dir: 'ltr' },
    h(
      Head,
      null,
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('title', null, message.subject),
      h('style', null, lookElsewhere),
    ),
    h(
      Body,
      { className: 'body', style: look.body },
      h(Preview, null, message.paragraphs[0] ?? message.subject),
      h(Container, { className: 'card', style: look.card }, ...parts(content, look)),
    ),
  )
}

function parts(content: EmailContent, look: Look): ReactNode[] {
  const { message, products } = content
  const words = wordsIn(message.language).frame
  return [
    letterhead(content, look),
    h(Text, { className: 'ink', style: look.greeting }, message.greeting),
    h(Text, { className: 'muted', style: look.reason }, message.reason),
    ...message.paragraphs.map((paragraph) =>
      h(Text, { className: 'ink', style: look.text }, lines(paragraph)),
    ),
    ...products.map((product) => productRow(product, look, words.buy)),
    products.length > 0 && h(Text, { className: 'muted', style: look.foot }, words.cartNote),
    ...actions(content, look),
    h(
      Text,
      { className: 'muted', style: look.foot },
      `${content.shop} · `,
      h(Link, { href: content.unsubscribeUrl, style: look.link }, words.stopAll),
    ),
  ]
}

function letterhead({ logoUrl, shop }: EmailContent, look: Look): ReactNode {
  if (!logoUrl) return h(Text, { className: 'ink', style: look.shop }, shop)
  return h(Img, { src: logoUrl, alt: shop, height: 56, style: look.logo })
}

/** A single line break of the merchant's stays one. */
function lines(text: string): ReactElement {
  const [first = '', ...more] = text.split('\n')
  return h(Fragment, null, first, ...more.map((line) => h(Fragment, null, h('br'), line)))
}

/** The way to hear less stands beside the message's own button, and is as large. */
function actions({ message, buttonUrl, preferencesUrl }: EmailContent, look: Look): ReactNode[] {
  const words = wordsIn(message.language).frame
  const own =
    message.button && buttonUrl
      ? [h(Section, { style: look.actions }, button(buttonUrl, message.button, 'main wide', look.main))]
      : []
  const less = button(preferencesUrl, words.preferences, 'other wide', look.other)
  return [...own, h(Section, { style: look.actions }, less)]
}

function button(href: string, label: string, className: string, style: Look['main']): ReactElement {
  return h(Button, { href, className, style }, label)
}

function productRow(product: ShownProduct, look: Look, buy: string): ReactElement {
  const { title, imageUrl, imageAlt, price, extra, reason, url } = product
  const picture = imageUrl
    ? [
        h(
          Column,
          { style: look.pictureColumn },
          h(Img, { src: imageUrl, alt: imageAlt ?? '', width: 96, height: 96, style: look.picture }),
        ),
      ]
    : []
  return h(
    Section,
    { className: 'item', style: look.item },
    h(
      Row,
      null,
      ...picture,
      h(
        Column,
        { style: { verticalAlign: 'top' } },
        h(Text, { className: 'ink', style: look.title }, title),
        h(Text, { className: 'ink', style: look.price }, price),
        h(Text, { className: 'muted', style: look.small }, extra ? `${reason} · ${extra}` : reason),
        button(url, buy, 'main', look.main),
      ),
    ),
  )
}

/** Made of the HTML, so that it cannot say anything else. */
function textOf(html: string): string {
  return convert(html, {
    wordwrap: textCharactersPerLine,
    selectors: [
      { selector: '[data-skip-in-text=true]', format: 'skip' },
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { linkBrackets: ['<', '>'], noAnchorUrl: true } },
    ],
  })
}
