import type { Server } from 'node:http'
import { type AddressInfo, createServer, type Server as SocketServer } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { monotonicMs } from './clock.ts'
import { errorFacts } from './errors.ts'
import { log } from './log.ts'

// Several sockets on one port are Linux's (and some BSDs') to give: elsewhere there is one.
const socketsAtOnce = process.platform === 'linux' ? 32 : 1
// Under a rush that does not end somebody always waits.
const takingMsMax = 1_000

/** Where a server should listen; with port 0 the system chooses one. */
export interface Address {
  port: number
  host: string
}

/** A server that listens. */
export interface Listening {
  port: number
  /**
   * Takes who waits to be taken, for a second at most, then no more connections, and waits until those there are have
   * ended.
   */
  close(): Promise<void>
}

/**
 * Has the server listen with many sockets on one port. Node takes one new connection from each of its sockets between
 * two looks at all connections it has (https://github.com/libuv/libuv/pull/3696): with a single one and a thousand busy
 * connections, a new one waits for seconds before anybody reads what it sent (decision 34). Rejects with EADDRINUSE
 * when anybody listens there already, also another process of ours.
 */
export async function listenWide(server: Server, { port, host }: Address): Promise<Listening> {
  // As many as like may share a port that is shared: that nobody does yet is only told to who wants it alone.
  if (port !== 0) await takeAndGive({ port, host })
  const sockets: SocketServer[] = [server]
  while (sockets.length < socketsAtOnce) sockets.push(socketFor(server))
  const begun: SocketServer[] = []
  const close = () => Promise.all(begun.map(closed)).then(() => undefined)
  let chosen = port
  try {
    for (const socket of sockets) {
      await listening(socket, { port: chosen, host }, socketsAtOnce > 1)
      begun.push(socket)
      chosen = portOf(socket)
    }
  } catch (error) {
    await close()
    throw error
  }
  const closeAfterWaiting = async () => {
    await takeWaiting(server)
    await close()
  }
  return { port: chosen, close: closeAfterWaiting }
}

/** Whoever is connected when a socket closes, and was not taken, is hung up on, with all they have sent. */
async function takeWaiting(server: Server): Promise<void> {
  const endMs = monotonicMs() + takingMsMax
  let isAnyTaken = true
  const taken = () => {
    isAnyTaken = true
  }
  server.on('connection', taken)
  while (isAnyTaken && monotonicMs() < endMs) {
    isAnyTaken = false
    // The system is asked for new connections once in each turn: the first of the two may be half over.
    await nextTurn()
    await nextTurn()
  }
  server.off('connection', taken)
}

async function takeAndGive(address: Address): Promise<void> {
  const alone = createServer((socket) => socket.destroy())
  await listening(alone, address, false)
  await closed(alone)
}

/** One more socket for the server, with what Node's HTTP server asks of its own. */
function socketFor(server: Server): SocketServer {
  return createServer({ allowHalfOpen: true, noDelay: true }, (connection) =>
    server.emit('connection', connection),
  )
}

function listening(socket: SocketServer, address: Address, reusePort: boolean): Promise<void> {
  return new Promise((done, failed) => {
    socket.once('error', failed)
    socket.listen({ ...address, reusePort }, () => {
      socket.off('error', failed)
      // Such as no room for one more connection; who listens goes on.
      socket.on('error', (error) => log.warn(errorFacts(error), 'a connection could not be taken'))
      done()
    })
  })
}

function closed(socket: SocketServer): Promise<void> {
  return new Promise((done) => socket.close(() => done()))
}

function portOf(socket: SocketServer): number {
  return (socket.address() as AddressInfo).port // Of a server on a port it is no path.
}
