import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Listening } from './listening.js'

/** A port that takes every connection. */
export async function listenOpen(host: string, accept: (socket: Socket) => void): Promise<Listening> {
  // Paused, and with a buffer for one byte, so that nothing is read that no script asked for: see Inbox.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true, highWaterMark: 1 }, accept)
  server.listen({ host, port: 0, backlog: 511 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    async close() {
      server.close()
      await once(server, 'close')
    }
  }
}
