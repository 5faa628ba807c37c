// Prints a fresh access token of the shop named on the command line: what any process does before it asks Shopify.
import { freshToken } from '../../app/shopify/tokens.server.ts'
import { disconnect } from '../../app/store/database.server.ts'

process.stdout.write(await freshToken(process.argv[2] ?? ''))
await disconnect()
