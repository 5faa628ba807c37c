import type { NextPeer } from './next-peer.ts'
import { personalFrequency } from './personal-frequency.ts'
import { nextPopularity } from './popularity.ts'
import { tifuKnn } from './tifu-knn.ts'
import { upCf } from './up-cf.ts'
import { userEase } from './user-ease.ts'

/** Every published method that ours is held against, the simplest first. */
export const nextPeers: readonly NextPeer[] = [nextPopularity, personalFrequency, upCf, tifuKnn, userEase]
