import { useBlocker, useFetcher, useNavigate } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef, useState } from 'react'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { ruleUrl } from '../addresses.ts'
import { offerEditor as texts } from '../texts/offer-editor.ts'
import type { Draft } from './draft.ts'

/** What saving, or turning a rule on or off, answers. */
export interface SaveAnswer {
  kind: 'saved' | 'changed' | 'refused'
  id?: string
  version?: number
  why?: keyof typeof texts.refused
}

/** Saves a rule and goes to its own page once it has one. What is refused is said until it is sent anew. */
export function useSaving(
  { id, version }: { id: string; version: number | undefined },
  { isDirty, markSaved }: { isDirty: boolean; markSaved: (draft: Draft) => void },
) {
  const fetcher = useFetcher<SaveAnswer>()
  const navigate = useNavigate()
  const shopify = useAppBridge()
  const sent = useRef<Draft>(undefined)
  const known = useRef(version)
  const [refused, setRefused] = useState<string>()
  const [created, setCreated] = useState<string>()
  const { state, data } = fetcher
  useEffect(() => {
    const draft = sent.current
    if (state !== 'idle' || !data || !draft) return
    sent.current = undefined
    if (data.kind === 'refused') return setRefused(texts.refused[data.why ?? 'unfit'])
    const isNew = known.current === undefined
    known.current = data.version
    setRefused(undefined)
    markSaved(draft)
    shopify.toast.show(isNew ? texts.savedNew : texts.saved)
    if (isNew) setCreated(data.id)
  }, [state, data, markSaved, shopify])
  useEffect(() => {
    // Once what was written meanwhile is saved too: nothing that is unsaved is left behind.
    if (created && !isDirty) navigate(ruleUrl(created), { replace: true })
  }, [created, isDirty, navigate])
  const save = (draft: Draft, definition: RuleDefinition) => {
    sent.current = draft
    const form: Record<string, string> = {
      intent: 'save',
      id,
      name: draft.name,
      definition: JSON.stringify(definition),
    }
    if (known.current !== undefined) form.version = String(known.current)
    const action = known.current === undefined ? '/app/offers/new' : ruleUrl(id)
    fetcher.submit(form, { method: 'post', action })
  }
  return { save, isSaving: state !== 'idle', isCreated: created !== undefined, refused }
}

/** Holds whoever is about to leave with changes that are not saved, until they say so in Shopify's own words. */
export function useLeaveGuard(isDirty: boolean): void {
  const shopify = useAppBridge()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const { proceed, reset } = blocker
    shopify.saveBar.leaveConfirmation().then(proceed, reset)
  }, [blocker, shopify])
}
