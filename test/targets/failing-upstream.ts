import type { Socket } from 'node:net'
import type { Address } from '../../src/client/index.js'
import type { RequestPlan } from '../../src/core/client-plan.js'
import type { Witness } from '../../src/core/events.js'
import type { Limits } from '../../src/core/limits.js'
import type { RunningGateway, Target } from '../../src/core/target.js'
import { type ClientSight, only, played, rawGateway, request } from '../client/played.js'

const OK = 'HTTP/1.1 200 OK\r\n'

/** What the upstream does with a request for each of these paths. */
const DEEDS: Readonly<Record<string, (socket: Socket) => void>> = {
  '/ok': socket => socket.write(`${OK}Content-Length: 2\r\n\r\nok`),
  '/hang': () => undefined,
  '/close': socket => socket.end(),
  '/reset': socket => socket.resetAndDestroy(),
  '/garbage': socket => socket.end('no HTTP at all\r\n'),
  '/bad-field': socket => socket.end(`${OK}Bad Field\r\nContent-Length: 0\r\n\r\n`),
  '/stalled-head': socket => socket.write(`${OK}Conte`),
  '/cut': socket => socket.end(`${OK}Content-Length: 9\r\n\r\nfour`),
  '/bad-chunk': socket => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\nzz\r\n`),
  '/stalled-body': socket => socket.write(`${OK}Content-Length: 9\r\n\r\nfour`),
  '/own-502': socket => socket.write('HTTP/1.1 502 Mine\r\nContent-Length: 0\r\n\r\n')
}

/** An upstream that fails as the path says. With `/once` its connections are closed at their second request. */
export function failingUpstream() {
  return rawGateway(socket => {
    let requests = 0
    socket.on('data', bytes => {
      requests += 1
      const [, path = ''] = bytes.toString('latin1').split(' ')
      if (path === '/once' && requests > 1) return socket.end()
      return DEEDS[path === '/once' ? '/ok' : path]?.(socket)
    })
  })
}

export async function start(
  target: Target,
  upstream: Address,
  limits: Limits = {},
  witness: Witness = () => undefined
): Promise<RunningGateway> {
  const { host, port } = upstream
  const found = await target.find()
  if (!found.here) throw new Error(found.why)
  return target.start(
    found,
    { upstreams: [{ name: 'upstream', host, port }], words: {}, host: '127.0.0.1', limits, noticed: () => {} },
    witness
  )
}

/** Asks for these paths, one after the other. */
export function ask(gateway: Address, ...paths: readonly string[]): Promise<ClientSight[]> {
  return played(
    gateway,
    paths.map((path, index) => request({ index, path }))
  )
}

/** Asks once; the status that came, and how it ended. */
export async function answerTo(gateway: Address, path: string, more: Partial<RequestPlan> = {}): Promise<string> {
  const sights = await played(gateway, [request({ path, ...more })])
  const [head] = only(sights, 'head')
  const [ended] = only(sights, 'ended')
  return `${head?.status ?? '-'} ${ended?.how}`
}
