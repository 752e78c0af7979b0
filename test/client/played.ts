import { createServer, type Server, type Socket } from 'node:net'
import { type Address, playClient } from '../../src/client/index.js'
import type { ClientAct, RequestPlan } from '../../src/core/client-plan.js'
import type { Sight } from '../../src/core/events.js'
import { createMarks, type Marks } from '../../src/core/marks.js'
import type { Place } from '../../src/core/target.js'

/** What one side of the wire did with the n-th connection, counted from 0. */
export type OnConnection = (socket: Socket, index: number) => void

/** A gateway that does with raw bytes what a test says. */
export async function rawGateway(onConnection: OnConnection): Promise<Place & AsyncDisposable & { server: Server }> {
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    onConnection(socket, count++)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  return { host: '127.0.0.1', port: address.port, server, [Symbol.asyncDispose]: close }
}

/** A gateway that answers every request with these bytes, and then does what `after` says. */
export function answering(bytes: string, after: (socket: Socket) => void = () => undefined): OnConnection {
  return socket => socket.on('data', () => socket.write(Buffer.from(bytes, 'latin1'), () => after(socket)))
}

export function get(index = 0, more: Partial<RequestPlan> = {}): RequestPlan {
  const plan: RequestPlan = {
    index,
    label: 'GET /',
    method: 'GET',
    path: '/',
    version: '1.1',
    fields: [],
    body: null,
    connection: 'new',
    beside: false
  }
  return { ...plan, ...more }
}

export function request(more: Partial<RequestPlan> = {}): ClientAct {
  return { act: 'request', request: get(more.index, more) }
}

interface Setting {
  readonly patience?: number
  readonly over?: AbortSignal
  readonly marks?: Marks
}

/** Every client sight of a run in its order. */
export async function played(
  gateway: Address,
  acts: readonly ClientAct[],
  setting: Setting = {}
): Promise<ClientSight[]> {
  const { patience = 5000, over = new AbortController().signal, marks = createMarks() } = setting
  const sights: ClientSight[] = []
  const witness = (sight: Sight) => {
    if (sight.side === 'client' && 'request' in sight) sights.push(sight)
  }
  await playClient({ acts, patience }, gateway, { witness, marks, over, signal: async () => {} })
  return sights
}

export type ClientSight = Extract<Sight, { side: 'client'; request: number }>

/** The sights of one kind. */
export function only<W extends ClientSight['what']>(sights: readonly ClientSight[], what: W) {
  return sights.filter((sight): sight is ClientSight & { what: W } => sight.what === what)
}

/** How the only request of a run ended. */
export function ending(sights: readonly ClientSight[]): string {
  const [ended] = only(sights, 'ended')
  return ended === undefined ? 'no end' : `${ended.how} ${ended.complete} ${ended.bodySize}`
}

/** The bytes of the answer, as far as they were kept. */
export function received(sights: readonly ClientSight[]): string {
  return only(sights, 'received')
    .map(sight => Buffer.from(sight.bytes, 'base64').toString('latin1'))
    .join('')
}
