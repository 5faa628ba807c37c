// Loaded with `node --import` before a child process: changes the product's files as `ENCORE_MUTATION` names it.
import { registerHooks } from 'node:module'
import { mutations } from './mutations.ts'

const name = process.env.ENCORE_MUTATION ?? ''
const changes = mutations[name]
if (!changes) throw new Error(`No mutation is named "${name}".`)

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const mine = changes.filter((change) => url.endsWith(`/${change.file}`))
    if (mine.length === 0) return loaded
    let source = String(loaded.source)
    for (const { file, find, replace } of mine) {
      if (source.split(find).length !== 2)
        throw new Error(
          `"${name}" no longer fits ${file}: its text is there ${source.split(find).length - 1} times.`,
        )
      source = source.replace(find, () => replace)
    }
    return { ...loaded, source }
  },
})
