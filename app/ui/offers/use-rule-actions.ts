import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { offers } from '../texts/offers.ts'
import type { ListedRule } from './listed-rule.ts'

const texts = offers.said

/** What a merchant may do to a rule in the list. */
export type RuleAction =
  | { intent: 'move'; rule: ListedRule; place: number }
  | { intent: 'on' | 'off' | 'duplicate' | 'remove'; rule: ListedRule }
  | { intent: 'restore'; rule: ListedRule }

interface Answer {
  kind: 'changed' | 'refused'
  why?: 'not-there' | 'unfit' | 'too-many'
}

/** Does what is asked of a rule and says what came of it; what was deleted can be put back from what is said. */
export function useRuleActions(rules: ListedRule[]) {
  const fetcher = useFetcher<Answer>()
  const { submit } = fetcher
  const shopify = useAppBridge()
  const asked = useRef<RuleAction>(undefined)
  const [said, setSaid] = useState('')
  const act = useCallback(
    (action: RuleAction) => {
      asked.current = action
      const { intent, rule } = action
      const form: Record<string, string> = { intent, id: rule.id, name: rule.name, status: rule.status }
      if (action.intent === 'move') form.place = String(action.place)
      submit(form, { method: 'post', action: '/app/offers?index' })
    },
    [submit],
  )
  const latest = useRef({ act, all: rules.length })
  latest.current = { act, all: rules.length }
  useEffect(() => {
    const action = asked.current
    if (fetcher.state !== 'idle' || !fetcher.data || !action) return
    asked.current = undefined
    const text = answerWords(action, fetcher.data, latest.current.all)
    setSaid(text)
    if (fetcher.data.kind === 'refused') shopify.toast.show(text, { isError: true })
    else if (action.intent === 'remove') {
      const onAction = () => latest.current.act({ intent: 'restore', rule: action.rule })
      shopify.toast.show(text, { action: texts.undo, onAction, duration: undoMs })
    } else if (action.intent !== 'move') shopify.toast.show(text)
  }, [fetcher.state, fetcher.data, shopify])
  const pending = fetcher.state === 'idle' ? undefined : asked.current?.rule.id
  return { act, said, pending }
}

const undoMs = 10_000

function answerWords(action: RuleAction, { kind, why }: Answer, all: number): string {
  const { name } = action.rule
  if (kind === 'refused')
    return why === 'unfit' ? texts.unfit : why === 'too-many' ? texts.tooMany : texts.gone
  switch (action.intent) {
    case 'move':
      return texts.moved(name, action.place + 1, all)
    case 'on':
      return texts.on(name)
    case 'off':
      return texts.off(name)
    case 'duplicate':
      return texts.duplicated(name)
    case 'remove':
      return texts.removed(name)
    case 'restore':
      return texts.restored(name)
    default:
      return action satisfies never
  }
}
