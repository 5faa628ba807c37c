import type { IconSource } from '@shopify/polaris'
import { Icon } from '@shopify/polaris'
import { ExitIcon, FlagIcon } from '@shopify/polaris-icons'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { beginSentence, exitsSentence, reentrySentence } from './begin-words.ts'
import { useEditing } from './editing.ts'
import { OpenPanel } from './panel.tsx'
import { Problems } from './problems.tsx'
import { type Said, SaidSentence } from './said.tsx'
import { triggerUi } from './trigger-uis.ts'

/** How the journey begins. */
export function BeginRow() {
  const { definition, names } = useEditing()
  const sentences = [beginSentence(definition, names), reentrySentence(definition, names)]
  const { icon } = triggerUi(definition.trigger.kind)
  return <EdgeRow kind="begin" icon={icon} name={journeyEditor.begins.heading} sentences={sentences} />
}

/** What ends it early. */
export function ExitsRow() {
  const { definition, names } = useEditing()
  const hasExits = definition.exits.onOrder || definition.exits.onRefund || definition.exits.goal
  return (
    <EdgeRow
      kind="exits"
      icon={hasExits ? ExitIcon : FlagIcon}
      name={journeyEditor.exits.heading}
      sentences={[exitsSentence(definition, names)]}
    />
  )
}

function EdgeRow({
  kind,
  icon,
  name,
  sentences,
}: {
  kind: 'begin' | 'exits'
  icon: IconSource
  name: string
  sentences: Said[]
}) {
  const { chosen, choose, problems, isWide } = useEditing()
  const isChosen = chosen?.kind === kind
  return (
    <div className={isChosen ? 'encore-step is-edge is-chosen' : 'encore-step is-edge'}>
      <div className="encore-step-row">
        <span className="encore-step-icon">
          <Icon source={icon} tone="subdued" />
        </span>
        <div className="encore-step-text">
          <button
            type="button"
            className="encore-step-name"
            aria-expanded={isChosen}
            onClick={() => choose(isChosen ? undefined : { kind })}
          >
            {name}
          </button>
          {sentences.map((sentence, place) => (
            <SaidSentence
              // biome-ignore lint/suspicious/noArrayIndexKey: the sentences keep their places.
              key={place}
              sentence={sentence}
              onPress={(field) => choose({ kind }, field)}
            />
          ))}
          <Problems problems={problems[kind]} />
        </div>
      </div>
      {isChosen && !isWide && <OpenPanel />}
    </div>
  )
}
