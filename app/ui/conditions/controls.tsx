import { Button, Select } from '@shopify/polaris'
import { DeleteIcon, PlusIcon } from '@shopify/polaris-icons'
import type {
  ActionProps,
  CombinatorSelectorProps,
  FieldSelectorProps,
  OperatorSelectorProps,
} from 'react-querybuilder'
import { conditions, conditionEditor as texts } from '../texts/conditions.ts'
import { joins, queryFields } from './query.ts'

// The query builder's pieces, drawn with Polaris. Labels are there for who hears the page; the eye has the context.

/** All, any or none of a group. */
export function JoinSelect({ value, handleOnChange }: CombinatorSelectorProps) {
  const options = joins.map((join) => ({ value: join, label: conditions.join[join] }))
  return <Select label={texts.join} labelHidden options={options} value={value} onChange={handleOnChange} />
}

/** What a test looks at. */
export function FieldSelect({ value, handleOnChange, options: fields }: FieldSelectorProps) {
  const options = fields.flatMap((each) => ('name' in each ? { value: each.name, label: each.label } : []))
  return <Select label={texts.field} labelHidden options={options} value={value} onChange={handleOnChange} />
}

/** How a test compares. */
export function OperatorSelect({ value, field, handleOnChange }: OperatorSelectorProps) {
  const found = queryFields.find(({ name }) => name === field)
  const options = (found?.operators ?? []).map(({ name, label }) => ({ value: name, label }))
  return (
    <Select label={texts.operator} labelHidden options={options} value={value} onChange={handleOnChange} />
  )
}

export function AddTest({ handleOnClick }: ActionProps) {
  return (
    <Button icon={PlusIcon} onClick={() => handleOnClick()}>
      {texts.addTest}
    </Button>
  )
}

export function AddGroup({ handleOnClick, level, schema }: ActionProps) {
  if (level >= groupLevelsMax || schema.maxLevels <= level) return null
  return (
    <Button variant="tertiary" onClick={() => handleOnClick()}>
      {texts.addGroup}
    </Button>
  )
}

const groupLevelsMax = 3

export function RemoveTest({ handleOnClick }: ActionProps) {
  return (
    <Button
      icon={DeleteIcon}
      variant="tertiary"
      accessibilityLabel={texts.removeTest}
      onClick={() => handleOnClick()}
    />
  )
}

export function RemoveGroup({ handleOnClick }: ActionProps) {
  return (
    <Button
      icon={DeleteIcon}
      variant="tertiary"
      accessibilityLabel={texts.removeGroup}
      onClick={() => handleOnClick()}
    />
  )
}
