import type { FaultKind } from '../../domain/journeys/fault.ts'
import type { JourneyFault } from '../../domain/journeys/parse-journey.ts'

/** What is wrong with a journey, in plain words and with what to do. {names} are filled in. */
export const journeyFaults = {
  heading: 'Before it can be published',
  says: {
    empty: 'The journey has no steps. Add one.',
    'nothing-happens': 'It only waits and branches: nobody would notice it. Add a message or an offer.',
    'entry-holds-for-nobody': 'Nobody can begin it: its condition contradicts itself or what begins it.',
    'goal-holds-at-once':
      'Everybody has reached the goal before the first step, so everybody would leave at once.',
    'goal-holds-for-nobody': 'Nobody can reach the goal: it contradicts itself or what begins the journey.',
    'way-holds-for-nobody':
      'Nobody can go “{lane}”: its condition contradicts itself or what begins the journey.',
    'unreachable-lane': 'Nobody goes “{lane}”: whoever could has gone another way before.',
    'unreachable-step': 'Nobody comes here: the journey has ended before.',
    'shares-not-hundred': 'The shares make {sum} %. They must make 100.',
    'begins-itself': 'It begins itself again by a tag: {through}. Somebody could walk it for ever.',
    'text-missing': 'In {language} the {part} is empty.',
    'unknown-variable':
      'In {language} it says {name}, and nothing is known by that name. It would be left out.',
    'loose-braces': 'In {language} braces are opened or closed alone.',
    'own-words-lacking':
      'Your own words are missing in {languages}. Customers of these languages get Encore’s.',
    'product-gone': 'It offers a product that is gone. Choose another one.',
    'collection-gone': 'It offers from a collection that is gone. Choose another one.',
    'gift-gone': 'The gift is gone. Choose another one.',
    'wrong-currency':
      'Its amount is in {currency}, which is not your shop’s currency. Choose the discount again.',
    'channels-not-connected':
      'Not connected: {channels}. Choose another way to reach them, or have it connected first.',
    'says-too-late':
      'It comes {afterDays} days after the beginning at the soonest, and speaks as if that were new. Send it within {daysMax} days.',
    'template-out-of-place':
      'This message speaks of something that does not begin this journey. Choose another one.',
    'shows-no-products': 'This message says nothing without products. Show some in it.',
    'said-elsewhere': 'The journey “{name}” says the same to people. Whoever walks both may hear it twice.',
    'waits-for-no-order':
      'It waits for an order to arrive, and no order begins this journey. The time will always run out.',
    'date-has-passed': 'This day has passed, so nobody is held here.',
  } satisfies Record<FaultKind['kind'], string>,
  isPartGone: 'It offers something that is gone; the rest is offered still.',
  someNotConnected: 'Not connected, and so never used: {channels}.',
  parts: { subject: 'subject', body: 'text' },
  otherwise: 'Otherwise',
  unread: {
    definition: 'The file is not a journey of Encore.',
    trigger: 'What begins it is not known or not complete.',
    entry: 'The condition to begin is not complete.',
    reentry: 'It does not say when somebody may walk it again.',
    exits: 'What ends it early is not complete.',
    goal: 'The goal is not complete.',
    steps: 'A step is not known or not complete.',
  } satisfies Record<JourneyFault['part'], string>,
}
