import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../app/contract/offer.ts'
import { readExtensions } from '../stand-in/faces/extension/read-extensions.ts'
import { readPage } from '../stand-in/post-purchase/bundle-page.ts'

const folder = join(import.meta.dirname, '../../extensions')
const page = readPage(folder)
const extensions = [...readExtensions(folder), ...(page ? [{ ...page, defaultLocale: 'en' }] : [])]

test('there is an extension to look at', () => {
  const handles = extensions.map(({ handle }) => handle)
  for (const handle of ['thank-you', 'post-purchase']) expect(handles).toContain(handle)
})

for (const { handle, locales, defaultLocale } of extensions) {
  const source = texts(locales[defaultLocale] ?? {})

  test(`${handle} speaks every language of Encore, English where it has none`, () => {
    expect(Object.keys(locales).sort()).toEqual([...languages].sort())
    expect(defaultLocale).toBe('en')
  })

  for (const language of languages) {
    const own = texts(locales[language] ?? {})

    test(`${handle} says everything in ${language}, in every form its plurals have`, () => {
      expect([...own.keys()]).toEqual([...source.keys()])
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const [key, text] of own) {
        if (typeof source.get(key) === 'string') expect(typeof text, key).toBe('string')
        else expect(Object.keys(text), key).toEqual(expect.arrayContaining(forms))
        if (typeof text !== 'string') expect(forms, key).toEqual(expect.arrayContaining(Object.keys(text)))
      }
    })

    test(`${handle} fills in the same in ${language} as in English, and says it in its own words`, () => {
      for (const [key, text] of own) {
        for (const form of formsOf(text)) {
          expect(placeholders(form), `${key}: ${form}`).toEqual(
            placeholders(formsOf(source.get(key) ?? '')[0] ?? ''),
          )
          expect(form.trim(), key).toBe(form)
          expect(form, key).not.toMatch(/!|\bAI\b|\p{Extended_Pictographic}/u)
        }
        if (language !== 'en') expect(text, key).not.toEqual(source.get(key))
      }
    })
  }
}

test('German says du on every page, as in messages', () => {
  for (const { handle, locales } of extensions)
    for (const [key, text] of texts(locales.de ?? {}))
      for (const form of formsOf(text))
        expect(form, `${handle}: ${key}`).not.toMatch(
          /\b(Ihnen|Ihre?[mnrs]?|[a-zäöü,]+ Sie|Sie [a-zäöü]+[nt])\b/,
        )
})

test('what the shop picked is said in the same words on every page', () => {
  for (const language of languages)
    for (const key of ['reasonPicked', 'reasonPickedWith']) {
      const said = extensions.flatMap(({ locales }) => formsOf(texts(locales[language] ?? {}).get(key) ?? {}))
      expect(said.length, key).toBeGreaterThan(1)
      expect(new Set(said).size, `${key} in ${language}: ${said.join(' | ')}`).toBe(1)
    }
})

type Text = string | Record<string, string>

function texts(file: Record<string, unknown>): Map<string, Text> {
  return new Map(Object.entries(file).map(([key, text]) => [key, text as Text]))
}

function formsOf(text: Text): string[] {
  return typeof text === 'string' ? [text] : Object.values(text)
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()
}
