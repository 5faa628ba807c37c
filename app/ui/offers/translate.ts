import type { SurfaceTexts } from './surface-texts.ts'

/** As Shopify's own `i18n.translate` does it: `{{names}}` are filled in, and `count` chooses the form of the language. */
export function translatorFor(texts: SurfaceTexts, language: string) {
  return (key: string, values: Record<string, string | number> = {}): string => {
    const found = texts[key] ?? ''
    const text = typeof found === 'string' ? found : formOf(found, language, Number(values.count))
    return text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? ''))
  }
}

function formOf(forms: Exclude<SurfaceTexts[string], string>, language: string, count: number): string {
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? ''
}
