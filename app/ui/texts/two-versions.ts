/** The card on a rule's page that tries it against another version of itself. */
export const twoVersions = {
  heading: 'Try two versions',
  what: 'Half of your shoppers meet version A, the rule as it stands, and half meet version B. Each shopper keeps theirs.',
  kind: 'What version B does another way',
  kinds: { incentive: 'What it takes off', headings: 'The heading', result: 'What it offers' },
  start: 'Start the test',
  stop: 'Stop the test',
  again: 'Try another version',
  adopt: (name: string) => `Make version ${name} the rule`,
  adoptMeans: 'The rule then does what this version did, for every shopper. All else of it stays as it is.',
  adoptEnds:
    'The test ends, and the rule does what this version did, for every shopper. All else of it stays as it is.',
  many: (count: number) =>
    `Your shoppers are split over ${count} versions. Version A is the rule as it stands, and each other one is compared with it. Each shopper keeps theirs.`,
  off: 'The rule is not on: nobody meets either version until you turn it on.',
  nothing: 'This rule offers nothing, so there is nothing to compare.',
  same: 'Version B is the same as the rule. Change something.',
  refused: {
    arms: 'The test could not be started as it is. Look at what version B does.',
    'running-or-gone': 'A test of this rule is already running, or the rule is gone. Open the page again.',
    'not-running': 'This test is no longer running.',
    'not-better':
      'This version has not been found better. Open the page again to see what the test says now.',
    'changed-meanwhile':
      'Somebody else changed the rule just now. Open the page again and look at what it does.',
  },
  state: {
    running: (days: string) => `Running for ${days}`,
    person: (days: string) => `You stopped it after ${days}`,
    harm: (days: string, arm: string) => `Encore ended it after ${days}, because version ${arm} brought less`,
    adopted: (days: string, arm: string) => `You made version ${arm} the rule after ${days}`,
    days: (count: string, word: string) => `${count} ${word}`,
    today: 'less than a day',
  },
  version: (name: string) => `Version ${name}`,
  asItStands: 'The rule as it stands',
  noIncentive: 'at its usual price',
  headings: (texts: string) => `with the heading ${texts}`,
  noHeadings: 'with Encore’s own heading',
  quoted: (text: string, language: string) => `“${text}” (${language})`,
  columns: {
    version: 'Version',
    shown: 'Shown',
    bought: 'Bought',
    share: 'Share bought',
    net: 'Net per shown offer',
  },
  notShown: 'Not shown yet',
  against: (name: string) => `Version ${name} against version A`,
  share: 'Share bought',
  net: 'Net per shown offer',
  points: (points: string) => `${points} points`,
  range: (estimate: string, low: string, high: string) => `${estimate}, between ${low} and ${high}`,
  rangeMeaning: (ranges: number) =>
    ranges > 1
      ? 'The middle line is no difference. All of these ranges hold together in 95 of 100 tests, however often you look.'
      : 'The middle line is no difference. Each range holds in 95 of 100 tests, however often you look.',
  costUnknown: 'The cost of something that was bought is not known, so net is too high by that much.',
}
