// Comes to the admin's door with each token named on the command line and prints how it was received, one word a line.
import { authenticateAdmin } from '../../app/shopify/app.server.ts'
import { disconnect } from '../../app/store/database.server.ts'

for (const token of process.argv.slice(2)) {
  const headers = { authorization: `Bearer ${token}` }
  const received = await authenticateAdmin(new Request('https://encore.example/app', { headers })).then(
    () => 'in',
    (refusal: unknown) => (refusal instanceof Response ? String(refusal.status) : 'broken'),
  )
  process.stdout.write(`${received}\n`)
}
await disconnect()
