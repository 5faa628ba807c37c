import { Badge, Button, InlineStack, Link, Text } from '@shopify/polaris'
import { ArrowDownIcon, ArrowUpIcon, DragHandleIcon, MenuHorizontalIcon } from '@shopify/polaris-icons'
import { ActionMenu } from '../action-menu.tsx'
import { ruleUrl } from '../addresses.ts'
import { Amount, Count, useReader } from '../reader.tsx'
import { offerEditor } from '../texts/offer-editor.ts'
import { offers } from '../texts/offers.ts'
import type { ListedRule } from './listed-rule.ts'
import { ruleSentence } from './rule-words.ts'
import type { RuleAction } from './use-rule-actions.ts'

const texts = offers.actions

/** One rule: its sentence, whether it is on, what it did, and what may be done to it. */
export function RuleRow({
  rule,
  place,
  all,
  names,
  isBusy,
  act,
  onDrag,
}: {
  rule: ListedRule
  place: number
  all: number
  names: { titles: Record<string, string>; currency: string }
  isBusy: boolean
  act: (action: RuleAction) => void
  onDrag: (id: string | undefined) => void
}) {
  const reader = useReader()
  const { definition, name } = rule
  return (
    <div className="encore-rule" aria-busy={isBusy}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is one more way; the buttons beside do the same. */}
      <span
        className="encore-rule-handle"
        title={texts.drag(name)}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          event.dataTransfer.setData('text/plain', rule.id)
          onDrag(rule.id)
        }}
        onDragEnd={() => onDrag(undefined)}
      >
        <DragHandleIcon aria-hidden="true" />
      </span>
      <div className="encore-rule-text">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            <Link url={ruleUrl(rule.id)} removeUnderline>
              {name}
            </Link>
          </Text>
          <Status status={rule.status} />
        </InlineStack>
        <Text as="p">
          <span suppressHydrationWarning>
            {definition ? ruleSentence(definition, { ...names, reader }) : offerEditor.unreadable}
          </span>
        </Text>
        <Results rule={rule} currency={names.currency} />
      </div>
      <InlineStack gap="0" wrap={false}>
        <Button
          icon={ArrowUpIcon}
          variant="tertiary"
          accessibilityLabel={texts.up(name)}
          disabled={place === 0 || isBusy}
          onClick={() => act({ intent: 'move', rule, place: place - 1 })}
        />
        <Button
          icon={ArrowDownIcon}
          variant="tertiary"
          accessibilityLabel={texts.down(name)}
          disabled={place === all - 1 || isBusy}
          onClick={() => act({ intent: 'move', rule, place: place + 1 })}
        />
        <More rule={rule} act={act} />
      </InlineStack>
    </div>
  )
}

/** Whether a rule is on, in a word. */
export function Status({ status }: { status: ListedRule['status'] }) {
  const tone = status === 'on' ? 'success' : status === 'draft' ? 'info' : undefined
  return <Badge tone={tone}>{offers.status[status]}</Badge>
}

function Results({ rule: { results }, currency }: { rule: ListedRule; currency: string }) {
  const { shown, accepted, netMinor, isCostWhole } = results
  if (shown === 0 && accepted === 0)
    return (
      <Text as="p" tone="subdued">
        {offers.results.none}
      </Text>
    )
  return (
    <dl className="encore-rule-results">
      <div>
        <dt>{offers.results.shown}</dt>
        <dd>
          <Count count={shown} />
        </dd>
      </div>
      <div>
        <dt>{offers.results.accepted}</dt>
        <dd>
          <Count count={accepted} />
        </dd>
      </div>
      <div>
        <dt>{isCostWhole ? offers.results.net : offers.results.netBeforeCost}</dt>
        <dd>
          <Amount money={{ minor: netMinor, currency }} />
        </dd>
      </div>
    </dl>
  )
}

function More({ rule, act }: { rule: ListedRule; act: (action: RuleAction) => void }) {
  const item = (content: string, intent: 'on' | 'off' | 'duplicate' | 'remove', destructive = false) => ({
    content,
    destructive,
    onAction: () => act({ intent, rule }),
  })
  return (
    <ActionMenu
      button={{ icon: MenuHorizontalIcon, variant: 'tertiary', accessibilityLabel: texts.more(rule.name) }}
      items={[
        rule.status === 'on' ? item(texts.turnOff, 'off') : item(texts.turnOn, 'on'),
        item(texts.duplicate, 'duplicate'),
        item(texts.remove, 'remove', true),
      ]}
    />
  )
}
