import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Listening, Place } from './listening.js'

const BACKLOG = 511

/** A port that takes every connection, as many at a time as its backlog allows. */
export async function listenOpen(
  { host, port, backlog = BACKLOG }: Place,
  accept: (socket: Socket) => void
): Promise<Listening> {
  // Paused, and with a buffer for one byte, so that nothing is read that no script asked for: see Inbox.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true, highWaterMark: 1 }, accept)
  server.listen({ host, port, backlog })
  await once(server, 'listening')
  const closed = once(server, 'close')
  const stop = () => {
    if (server.listening) server.close()
  }
  return {
    port: (server.address() as AddressInfo).port,
    stop,
    release: async () => stop(),
    async close() {
      stop()
      await closed
    }
  }
}
