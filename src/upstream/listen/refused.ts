import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket, type TcpNetConnectOpts } from 'node:net'
import type { Listening, Place } from './listening.js'

/**
 * A port that refuses connections, and that nobody else is given meanwhile: it is the local port of connections of our own. A port
 * that was merely closed would be handed out again.
 */
export async function listenRefused({ host, port: wanted }: Place): Promise<Listening> {
  if (wanted !== 0) return refusedAnyway(wanted)
  const server = createServer().listen({ host, port: 0 })
  await once(server, 'listening')
  const sockets: Socket[] = []
  server.on('connection', partner => keep(partner, sockets))
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(closed => server.close(closed))
  }
  try {
    return { port: await holdPort(host, server, sockets), stop: () => {}, release: close, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The port that is held, once both ends of every holding connection are kept. */
async function holdPort(host: string, server: Server, sockets: Socket[]): Promise<number> {
  const { port: meeting } = server.address() as AddressInfo
  // The kernel chooses the port only when nothing is bound: then even SO_REUSEADDR lets nobody listen there, or on 0.0.0.0.
  const first = await hold({ host, port: meeting }, sockets)
  const port = first.localPort as number
  // On Linux that first one holds 127.0.0.1; the second keeps the kernel from handing out the port of this very address.
  const second = first.localAddress !== host
  if (second) await hold({ host, port: meeting, localAddress: host, localPort: port }, sockets)
  while (sockets.length < (second ? 4 : 2)) await once(server, 'connection')
  return port
}

async function hold(options: TcpNetConnectOpts, sockets: Socket[]): Promise<Socket> {
  const holder = keep(connect(options), sockets)
  await once(holder, 'connect')
  return holder
}

function keep(socket: Socket, sockets: Socket[]): Socket {
  sockets.push(socket)
  return socket.on('error', () => socket.destroy())
}

/** Of a port that somebody else has chosen, one can only hope that nobody listens there. */
function refusedAnyway(port: number): Listening {
  const nothing = () => Promise.resolve()
  return { port, stop: () => {}, release: nothing, close: nothing }
}
