import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket, type TcpNetConnectOpts } from 'node:net'
import type { Listening, Place } from './listening.js'

/**
 * A port that refuses connections, and that nobody else is given meanwhile: it is the local port of connections of our own. A port
 * that was merely closed would be handed out again.
 */
export async function listenRefused({ host, port: wanted }: Place): Promise<Listening> {
  if (wanted !== 0) return refusedAnyway(wanted)
  const server = createServer().listen({ host, port: 0 })
  await once(server, 'listening')
  const partners: Socket[] = []
  server.on('connection', partner => partners.push(partner))
  const { port: meeting } = server.address() as AddressInfo
  // The kernel chooses the port only when nothing is bound: then even SO_REUSEADDR lets nobody listen there, or on 0.0.0.0.
  const holders = [await hold({ host, port: meeting })]
  const port = holders[0]?.localPort as number
  // On Linux that first one holds 127.0.0.1; the second keeps the kernel from handing out the port of this very address.
  if (holders[0]?.localAddress !== host)
    holders.push(await hold({ host, port: meeting, localAddress: host, localPort: port }))
  while (partners.length < holders.length) await once(server, 'connection')
  server.close()
  return {
    port,
    async close() {
      for (const socket of [...holders, ...partners]) socket.destroy()
      await once(server, 'close')
    }
  }
}

async function hold(options: TcpNetConnectOpts): Promise<Socket> {
  const holder = connect(options)
  await once(holder, 'connect')
  return holder
}

/** Of a port that somebody else has chosen, one can only hope that nobody listens there. */
function refusedAnyway(port: number): Listening {
  return { port, close: () => Promise.resolve() }
}
