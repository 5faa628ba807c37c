import { basketKnn } from './basket-knn.ts'
import { bm25 } from './bm25.ts'
import { cosine } from './cosine.ts'
import { counts } from './counts.ts'
import { ease, weightedEase } from './ease.ts'
import { logLikelihood } from './log-likelihood.ts'
import { matrixFactors } from './matrix-factors.ts'
import type { Peer } from './peer.ts'
import { popularity } from './popularity.ts'
import { confidence, lift } from './rules.ts'
import { slim } from './slim.ts'
import { tfIdf } from './tf-idf.ts'

/** Every published method that ours is held against, the simplest first. */
export const peers: readonly Peer[] = [
  popularity,
  counts,
  confidence,
  lift,
  cosine,
  tfIdf,
  bm25,
  logLikelihood,
  basketKnn,
  matrixFactors,
  slim,
  ease,
  weightedEase,
]
