// Started with `--allow-natives-syntax`: makes so much that lives that V8 would have the line make old objects, and prints
// how many of the last hundred are young. With `born-young` after asking for it.
import { bornYoung } from '../../app/platform/young-objects.ts'

if (process.argv[2] === 'born-young') bornYoung()
const isYoung = new Function('object', 'return %InYoungGeneration(object)')
// V8 judges no line before its young space has grown to its full size.
const lives = []
for (let at = 0; at < 3_000_000; at += 1) lives.push(`lives ${at}`)

function made(count) {
  const objects = []
  for (let at = 0; at < count; at += 1) objects.push({ at, list: [at] })
  return objects
}

for (let round = 0; round < 12; round += 1) made(400_000)
process.stdout.write(String(made(1_000).slice(-100).filter(isYoung).length))
