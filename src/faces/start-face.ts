import { once } from 'node:events'
import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { Trouble } from '../core/errors.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { Accept, Face, FacePlan, FaceProtocol } from './face.js'
import { fastcgi } from './fastcgi.js'
import { grpc, grpcs } from './grpc.js'
import { http } from './http.js'
import { https } from './https.js'
import { scgi } from './scgi.js'
import { uwsgi } from './uwsgi.js'

/** What stands at a place of each protocol. */
const FACES: Readonly<Record<FaceProtocol, (plan: FacePlan) => Accept>> = {
  http,
  https,
  fastcgi,
  scgi,
  uwsgi,
  grpc,
  grpcs
}

/** The kernel has no room for more. */
const LONGEST_PATH = process.platform === 'linux' ? 107 : 103

/** Stands where a gateway looks for an upstream of another protocol, and lets it talk to the script. */
export async function startFace(plan: FacePlan): Promise<Face> {
  const sockets = new Set<Socket>()
  const accept = FACES[plan.protocol](plan)
  const server = createServer({ allowHalfOpen: true, noDelay: true }, raw => {
    sockets.add(raw)
    raw.on('error', () => undefined).on('close', () => sockets.delete(raw))
    accept(raw)
  })
  await listen(server, plan.at)
  return {
    at: 'socket' in plan.at ? plan.at : { host: plan.at.host, port: (server.address() as AddressInfo).port },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}

async function listen(server: Server, at: FacePlan['at']): Promise<void> {
  const place = 'socket' in at ? at.socket : hostAndPort(at.host, at.port)
  if ('socket' in at) await clearPath(at.socket)
  server.listen('socket' in at ? { path: at.socket } : { host: at.host, port: at.port })
  try {
    await once(server, 'listening')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new Trouble('port-busy', `somebody else listens at ${place}`, undefined, { cause })
    throw new Trouble('start-failed', `nobody can listen at ${place}: ${code}`, undefined, { cause })
  }
  // Whatever user the gateway runs as.
  if ('socket' in at) chmodSync(at.socket, 0o666)
}

/** A socket that somebody has left behind keeps everybody from listening at its path; one behind which somebody listens stays. */
async function clearPath(path: string): Promise<void> {
  // What is too long would be cut without a word, and the socket be somewhere else.
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new Trouble('start-failed', `the path of a unix socket has ${LONGEST_PATH} bytes at most: ${path}`)
  }
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSocket()) return
  const probe = connect({ path })
  await once(probe, 'connect').catch(() => rmSync(path))
  probe.destroy()
}
