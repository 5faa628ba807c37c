import { parsedJson } from '../offers/definition-of.ts'
import type { SentDraft } from './save-journey.ts'

const journeyCharactersMax = 500_000

/** What a form sends as JSON; nothing where it is none, or more than a journey can be. */
export function sentJson(text: unknown): unknown {
  return typeof text === 'string' && text.length <= journeyCharactersMax ? parsedJson(text) : undefined
}

/** The draft that the editor sends; nothing where it is no such form. Whether it fits is for `saveDraft` to say. */
export function sentDraft(form: FormData): SentDraft | undefined {
  const [name, definition, revision] = [form.get('name'), form.get('definition'), form.get('revision')]
  if (typeof name !== 'string' || typeof revision !== 'string' || !/^\d{1,9}$/.test(revision))
    return undefined
  return { name, definition: sentJson(definition), revision: Number(revision) }
}
