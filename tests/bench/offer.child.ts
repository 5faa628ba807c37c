// The offer door alone in its process, as `app/server.ts` opens it.
import { createServer } from 'node:http'
import { createOfferDoor } from '../../app/doors/offer.ts'
import { config } from '../../app/platform/config.ts'
import { connect } from '../../app/store/database.server.ts'

const settings = config()
connect(settings.databaseUrl, settings.databaseConnectionsMax)
const door = createOfferDoor({ apiKey: settings.apiKey, secrets: settings.apiSecrets })
const server = createServer(door.handle)
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.once('disconnect', () => process.exit())
