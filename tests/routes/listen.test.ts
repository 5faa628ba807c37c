import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Listening, listenWide } from '../../app/platform/listen.ts'

const host = '127.0.0.1'
const open: Listening[] = []
const clients: Socket[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await Promise.all(open.splice(0).map((listening) => listening.close()))
})

async function aServer(port = 0) {
  const server = createServer((_request, response) => response.end('here'))
  const listening = await listenWide(server, { port, host })
  open.push(listening)
  return { server, listening }
}

test.runIf(process.platform === 'linux')('many who connect at once are taken in few turns', async () => {
  const { server, listening } = await aServer()
  const many = 64
  let taken = 0
  server.on('connection', () => taken++)
  for (let at = 0; at < many; at++) clients.push(connect(listening.port, host))
  let turns = 0
  for (; taken < many && turns < 10 * many; turns++) await new Promise((turn) => setImmediate(turn))
  expect(taken).toBe(many)
  // One socket takes one in a turn.
  expect(turns).toBeLessThan(many / 2)
})

test('every connection is served, and kept alive, as by a server with one socket', async () => {
  const { listening } = await aServer()
  const answers = Array.from({ length: 40 }, async () => {
    const request = get({ port: listening.port, host })
    const [response] = await once(request, 'response')
    return `${response.statusCode} ${response.headers.connection} ${await response.toArray()}`
  })
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['200 keep-alive here']))
})

test('a port where somebody listens is not shared', async () => {
  const { listening } = await aServer()
  await expect(aServer(listening.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('who has asked when the server is closed is answered, also if nobody has taken them yet', async () => {
  const { server, listening } = await aServer()
  let taken = 0
  server.on('connection', () => taken++)
  const many = Array.from({ length: 400 }, () => connect(listening.port, host))
  clients.push(...many)
  const answered = many.map((client) => {
    client.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')
    return client.toArray().then(
      (bytes) => String(bytes).slice(0, 12),
      (error: NodeJS.ErrnoException) => error.code,
    )
  })
  await Promise.all(many.map((client) => once(client, 'connect')))
  expect(taken).toBeLessThan(many.length)
  await listening.close()
  open.length = 0
  expect(new Set(await Promise.all(answered))).toEqual(new Set(['HTTP/1.1 200']))
})

test('after closing nobody is let in, and the port is free', async () => {
  const { listening } = await aServer()
  await listening.close()
  open.length = 0
  const refused = connect(listening.port, host)
  const [error] = await once(refused, 'error')
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  const again = await aServer(listening.port)
  expect(again.listening.port).toBe(listening.port)
})

test('who cannot be taken ends neither the server nor what it serves', async () => {
  const { server, listening } = await aServer()
  server.emit('error', new Error('accept EMFILE'))
  const request = get({ port: listening.port, host })
  const [response] = await once(request, 'response')
  expect(`${await response.toArray()}`).toBe('here')
})
