// The webhook door alone in its process, as the web process opens it, on the port it is told.
import { createServer } from 'node:http'
import { createWebhookDoor } from '../../app/doors/webhooks.ts'
import { config } from '../../app/platform/config.ts'
import { connect } from '../../app/store/database.server.ts'

const settings = config()
connect(settings.databaseUrl, settings.databaseConnectionsMax)
const door = createWebhookDoor({ secrets: settings.apiSecrets })
const server = createServer((request, response) => door.handle(request, response))
server.listen(settings.port, '127.0.0.1', () => process.send?.('ready'))
process.once('disconnect', () => process.exit())
