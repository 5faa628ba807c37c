import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeElements } from './describe-elements.ts'

// Run by hand after an update of @shopify/ui-extensions: node tests/stand-in/faces/extension/write-elements.ts
writeFileSync(
  join(import.meta.dirname, 'elements.generated.json'),
  `${JSON.stringify(describeElements(), null, 1)}\n`,
)
