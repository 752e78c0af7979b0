import { connect } from 'node:net'
import { Trouble } from '../core/errors.js'
import { wordsIn } from '../core/gateway-words.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayDemands, Place, Target } from '../core/target.js'

const FORM = 'external=HOST:PORT,upstream=HOST:PORT[,upstream=HOST:PORT…]'

/** A gateway that somebody else has started: where it listens, and where it expects its upstreams. */
export function external(text: string): Target {
  const [gateway, ...upstreams] = text.split(',')
  const address = placeIn(gateway ?? '', text)
  const expected = upstreams.map(part => {
    if (!part.startsWith('upstream=')) throw refusal(text, `"${part}" is no upstream=HOST:PORT`)
    return placeIn(part.slice('upstream='.length), text)
  })
  if (expected.length === 0) throw refusal(text, 'it does not say where the gateway expects its upstream')
  return {
    name: 'external',
    product: `the gateway at ${hostAndPort(address.host, address.port)}`,
    namesErrors: false,
    clockGrain: 1000,
    upstreamsAt: expected,
    cannotSay: demands => unsayable(demands, expected.length),
    find: async () => ({ here: true, version: '' }),
    async start(_found, { limits }) {
      await reach(address)
      return {
        ...address,
        pids: [],
        configuration: '',
        unsaid: Object.keys(limits) as (keyof typeof limits)[],
        log: async () => [],
        [Symbol.asyncDispose]: async () => undefined
      }
    }
  }
}

/** It is as it is: whatever a scenario asks for beside a number of upstreams, nobody can tell it. */
function unsayable({ words, upstreams, marks, tls }: GatewayDemands, places: number): string[] {
  return [
    ...wordsIn(words).filter(word => word !== 'upstreams'),
    ...(upstreams > places ? [`${upstreams} upstreams: it has ${places}`] : []),
    ...marks.map(mark => `the mark ${mark}`),
    ...(tls === true ? ['TLS to the upstream'] : [])
  ]
}

function placeIn(text: string, whole: string): Place {
  const [, host = '', port = ''] = /^(?:http:\/\/)?(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})\/?$/i.exec(text) ?? []
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) throw refusal(whole, `"${text}" is no HOST:PORT`)
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function refusal(text: string, why: string): Trouble {
  return new Trouble('usage', `--target external=${text}: expected ${FORM}; ${why}`, 'Name addresses of this machine.')
}

const PATIENCE = 2000

function reach({ host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: PATIENCE })
    const fail = (why: string) => {
      socket.destroy()
      const next = 'Start it first: Gatecrash only asks it.'
      reject(new Trouble('start-failed', `nothing answers at ${hostAndPort(host, port)}: ${why}`, next))
    }
    socket.once('error', error => fail(error.message)).once('timeout', () => fail(`no connection in ${PATIENCE} ms`))
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
  })
}
