import { useFetcher } from '@remix-run/react'
import { BlockStack, Box, Button, Card, Icon, InlineStack, Link, Text } from '@shopify/polaris'
import { CheckCircleIcon } from '@shopify/polaris-icons'
import { type ReactNode, useEffect, useState } from 'react'
import type { SetupStep } from '../../domain/setup.ts'
import { Imports } from '../imports.tsx'
import { home } from '../texts/home.ts'

const texts = home.setup
const toggleId = 'setup-toggle'

/** The steps to a working Encore. Once all are done, or the merchant has put them away, it folds to one line. */
export function SetUpGuide({
  steps,
  isClosed,
  takesFocus,
  editorUrl,
}: {
  steps: SetupStep[]
  isClosed: boolean
  /** Whether it was put away just now, and the button that did it is gone. */
  takesFocus: boolean
  editorUrl: string
}) {
  const [isOpen, setIsOpen] = useState(false)
  const done = steps.filter((step) => step.isDone).length
  const isComplete = done === steps.length
  const isFolding = isComplete || isClosed
  useEffect(() => {
    if (takesFocus) document.getElementById(toggleId)?.focus()
  }, [takesFocus])
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {isComplete ? texts.complete : texts.heading}
          </Text>
          {isFolding ? (
            <Button
              id={toggleId}
              variant="plain"
              onClick={() => setIsOpen(!isOpen)}
              ariaExpanded={isOpen}
              ariaControls="setup-steps"
            >
              {isOpen ? texts.hide : texts.show(steps.length - done)}
            </Button>
          ) : (
            <Text as="span" tone="subdued">
              {texts.progress(done, steps.length)}
            </Text>
          )}
        </InlineStack>
        {(isOpen || !isFolding) && (
          <ol className="encore-steps" id="setup-steps">
            {steps.map((step) => (
              <Step key={step.kind} step={step} editorUrl={editorUrl} />
            ))}
          </ol>
        )}
        {!isFolding && <Later />}
      </BlockStack>
    </Card>
  )
}

/** Puts the guide away, to the foot of the page. */
function Later() {
  const fetcher = useFetcher()
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="close-guide" />
      <Button submit variant="plain" loading={fetcher.state !== 'idle'}>
        {texts.later}
      </Button>
    </fetcher.Form>
  )
}

function Step({ step, editorUrl }: { step: SetupStep; editorUrl: string }) {
  switch (step.kind) {
    case 'connected':
      return <StepLine isDone {...texts.connected} />
    case 'history':
      return (
        <StepLine isDone={step.isDone} heading={texts.history.heading} body={bodyOf(step, texts.history)}>
          {!step.isDone && <Imports imports={step.imports} />}
        </StepLine>
      )
    case 'order-block':
      return (
        <StepLine isDone={step.isDone} heading={texts.block.heading} body={bodyOf(step, texts.block)}>
          {!step.isDone && <WayTo url={editorUrl} target="_top" label={texts.block.action} />}
        </StepLine>
      )
    case 'contact-budget':
      return (
        <StepLine isDone heading={texts.budget.heading} body={texts.budget.body(step.budget)}>
          <Link url="/app/settings">{texts.budget.action}</Link>
        </StepLine>
      )
    case 'first-journey':
      return (
        <StepLine isDone={step.isDone} heading={texts.journey.heading} body={bodyOf(step, texts.journey)}>
          {!step.isDone && <WayTo url="/app/journeys" label={texts.journey.action} />}
        </StepLine>
      )
    case 'first-order':
      return (
        <StepLine
          isDone={step.isDone}
          heading={texts.firstOrder.heading}
          body={bodyOf(step, texts.firstOrder)}
        />
      )
    default:
      return step satisfies never
  }
}

/** A button to where a step is done, no wider than its words. */
function WayTo({ url, target, label }: { url: string; target?: '_top'; label: string }) {
  return (
    <div>
      <Button url={url} {...(target && { target })}>
        {label}
      </Button>
    </div>
  )
}

function bodyOf({ isDone }: SetupStep, { body, doneBody }: { body: string; doneBody: string }): string {
  return isDone ? doneBody : body
}

function StepLine({
  isDone,
  heading,
  body,
  children,
}: {
  isDone: boolean
  heading: string
  body: string
  children?: ReactNode
}) {
  return (
    <li>
      <span className="encore-step-mark" role="img" aria-label={isDone ? texts.done : texts.open}>
        {isDone ? <Icon source={CheckCircleIcon} tone="success" /> : <span className="encore-step-open" />}
      </span>
      <Box width="100%">
        <BlockStack gap="200">
          <BlockStack gap="050">
            <Text as="h3" variant="headingSm">
              {heading}
            </Text>
            <Text as="p" tone="subdued">
              {body}
            </Text>
          </BlockStack>
          {children}
        </BlockStack>
      </Box>
    </li>
  )
}
