import type { ClientPlan } from '../core/client-plan.js'
import type { Script, UpstreamPlan } from '../core/upstream-plan.js'
import type { RunPlan } from '../scenario/index.js'
import { REQUEST, UPSTREAM } from './blank.js'
import type { Pace } from './pace.js'

type Plan = Pick<RunPlan, 'client' | 'upstreams'>

const RECEIVE = { kind: 'receive', value: 'request' }

/** What an upstream says that is not the one in question, or when nothing fails. */
export const FINE: Script = respondWith(200, { 'Content-Type': 'text/plain' }, 'hello from the upstream\n')

/** What upstream and client do in a failure that the library has no scenario for, or a longer one. */
const OWN_PLANS: Readonly<Record<string, (pace: Pace) => Plan>> = {
  'app-404': () => asked(respondWith(404, JSON_BODY, '{"error":"no such order"}')),
  'app-500': () => asked(respondWith(500, JSON_BODY, '{"error":"no mail template order-placed"}')),
  'big-cookie': () => asked(respondWith(200, { 'Set-Cookie': `session=${filler(5000)}` }, 'ok\n')),
  'big-header': () => asked(respondWith(200, { 'X-Permissions': filler(14_000) }, 'ok\n')),
  websocket: () => webSocket(),
  moved: movedPlan
}

/** The plan of a failure that has one of its own. */
export function ownPlan(failure: string, pace: Pace): Plan {
  const plan = OWN_PLANS[failure]
  if (plan === undefined) throw new Error(`${failure} has no plan of its own`)
  return plan(pace)
}

const JSON_BODY = { 'Content-Type': 'application/json' }

function filler(length: number): string {
  return 'account-0001-may-read-and-write.'.repeat(length / 32)
}

function asked(script: Script, when: UpstreamPlan['when'] = [], fields: readonly string[] = []): Plan {
  const client: ClientPlan = { acts: [{ act: 'request', request: { ...REQUEST, fields } }], patience: 0 }
  return { client, upstreams: [{ ...UPSTREAM, script, when }] }
}

/** It switches when it is asked to, and says what it wants when it is not. */
function webSocket(): Plan {
  const switches = [
    RECEIVE,
    { kind: 'send', value: { text: SWITCHING, encoding: 'utf8', times: 1 } },
    { kind: 'close', value: true }
  ]
  const refuses = respondWith(426, UPGRADE, 'this route speaks WebSocket\n')
  const fields = Object.entries({ ...UPGRADE, 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': KEY }).flat()
  return asked(refuses, [{ has: 'Upgrade', script: switches }], fields)
}

const UPGRADE = { Connection: 'Upgrade', Upgrade: 'websocket' }
/** The example of RFC 6455, and what a server makes of it. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='
const SWITCHING = [
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  '',
  ''
].join('\r\n')

/** An upstream that is found at another address from some moment on, as a container is that was started anew. */
function movedPlan({ speed }: Pace): Plan {
  const gone = [...FINE, { kind: 'await', value: MOVED }, { kind: 'reset', value: true }]
  return {
    client: {
      acts: [
        { act: 'request', request: REQUEST },
        { act: 'mark', name: MOVED },
        { act: 'wait', milliseconds: LATER / speed },
        { act: 'request', request: { ...REQUEST, index: 1 } }
      ],
      patience: 0
    },
    upstreams: [
      { ...UPSTREAM, name: 'old', script: gone, turns: [{ after: MOVED, listen: 'refused' }] },
      { ...UPSTREAM, name: 'new', script: FINE }
    ]
  }
}

/** With this mark the name of the upstream leads to another address. */
const MOVED = 'moved'
/** So long after that, in milliseconds of production, the client asks again: longer than the answer of the name server holds. */
const LATER = 60_000

function respondWith(status: number, headers: Readonly<Record<string, string>>, body: string): Script {
  return [RECEIVE, { kind: 'respond', value: { status, headers, body } }]
}
