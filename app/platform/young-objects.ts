import { setFlagsFromString } from 'node:v8'

/**
 * Has every object begin its life among the young ones, for the rest of the process. V8 would put what a line of code
 * makes among the old ones as soon as most of what it made lived through one collection, which says little in a
 * server: it is what was under way just then. Old ones keep alive what they point to until all memory is collected,
 * and that stops the process for a tenth of a second (decision 33). A second call changes nothing.
 */
export function bornYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
