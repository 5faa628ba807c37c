/** One way a test does it, with its part of the shoppers: a whole number, against the sum of all. */
export interface ArmShare {
  name: string
  share: number
}

const buckets = 2 ** 32

/**
 * The name of the arm this subject has in this test: always the same one, and for another test an independent one. The
 * subject is the customer's id, or for a guest what names their purchase. `arms` holds one at least, in the order and
 * with the shares the test began with.
 */
export function armOf(testId: string, subject: string, arms: readonly [ArmShare, ...ArmShare[]]): string {
  const total = arms.reduce((sum, { share }) => sum + share, 0)
  const at = (hashOf(`${testId}\n${subject}`) / buckets) * total
  let before = 0
  for (const { name, share } of arms) {
    before += share
    if (at < before) return name
  }
  return arms[0].name
}

/**
 * FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), and the last step of MurmurHash3 over that:
 * FNV alone leaves ids that differ in their last digit in neighbouring buckets.
 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
