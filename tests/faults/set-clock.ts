// Loaded with `node --import` before a child process in which journeys are walked: its clock stands where the scenario
// puts it, by FAULTS_NOW at first and by messages from then on.
import { registerHooks } from 'node:module'

let setTo = new Date(process.env.FAULTS_NOW ?? '')
process.on('message', (at) => {
  setTo = new Date(String(at))
})
Object.assign(globalThis, { faultsNow: () => new Date(setTo) })

const find = 'return new Date()'

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/app/platform/clock.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(find)) throw new Error('The clock is read in another way than it was.')
    return { ...loaded, source: source.replace(find, 'return globalThis.faultsNow()') }
  },
})
