import { createServer } from 'node:net'

const TRIES_MAX = 200

/** The first free port from the wanted one upwards, leaving out those already given away. */
export async function freePortFrom(wanted: number, taken: number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + TRIES_MAX; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port
  }
  throw new Error(`No port is free between ${wanted} and ${wanted + TRIES_MAX - 1}.`)
}

/** Free on all addresses of this machine: another program on `0.0.0.0` would answer in our place. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'))
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
