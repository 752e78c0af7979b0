import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Listening, Place } from './listening.js'

/** A port that takes every connection. */
export async function listenOpen({ host, port }: Place, accept: (socket: Socket) => void): Promise<Listening> {
  // Paused, and with a buffer for one byte, so that nothing is read that no script asked for: see Inbox.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true, highWaterMark: 1 }, accept)
  server.listen({ host, port, backlog: 511 })
  await once(server, 'listening')
  const closed = once(server, 'close')
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => void server.close(),
    async close() {
      if (server.listening) server.close()
      await closed
    }
  }
}
