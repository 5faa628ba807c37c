/** Exponents of the asymmetric cosine (Aiolli, RecSys 2013): of the product in the basket, and of the candidate. */
const basketExponent = 0.7
const candidateExponent = 0.3

/**
 * How much a pair means: its weight over those of both products, as of now. The 1 holds back what was hardly seen.
 * `asymmetric(n, a, b)` with the root already taken: see `basketRoot` and `candidateRoot`.
 */
export function asymmetric(pair: number, basketRoot: number, candidateRoot: number): number {
  return pair / (basketRoot * candidateRoot + 1)
}

export function basketRoot(weight: number): number {
  return Math.max(0, weight) ** basketExponent
}

export function candidateRoot(weight: number): number {
  return Math.max(0, weight) ** candidateExponent
}

/** A candidate that one product in the basket draws strongly is worth more than one drawn weakly by several. */
export function support(strength: number): number {
  return strength * Math.sqrt(strength)
}
