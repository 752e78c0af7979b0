import { join } from 'node:path'
import t from 'tap'
import type { Behaviour } from '../../src/check/behaviour.js'
import { checkConfiguration } from '../../src/check/check.js'
import { FAILURES } from '../../src/check/failures.js'
import { playAllCells } from '../../src/check/play-all.js'
import { NAMESERVER, provisionFor } from '../../src/check/provide.js'
import { caddyDialect } from '../../src/configurations/caddy/index.js'
import { machineFiles } from '../../src/configurations/index.js'
import { resolveTarget } from '../../src/targets/index.js'
import { whyMissing } from '../needs.js'
import { noSandbox } from '../sandbox/sandboxed.js'

const skip = noSandbox || whyMissing('caddy')
const LIMIT = 3000

const CADDYFILE = `shop.example.com {
	handle /dial/* {
		reverse_proxy http://dial:8000
	}
	handle /read/* {
		reverse_proxy https://read:8443 {
			transport http {
				read_timeout 3s
			}
		}
	}
	handle /head/* {
		reverse_proxy head:8000 {
			transport http {
				response_header_timeout 3s
			}
		}
	}
}
`

/** Each limit is put to the failure that it is about. */
const CASES = [
  ['connect-timeout', 'dial_timeout'],
  ['hang', 'read_timeout'],
  ['hang', 'response_header_timeout']
] as const

t.test('Caddy with shorter durations answers the same, and scaled back after the same time', { skip }, async t => {
  const path = join(t.testdir({ Caddyfile: CADDYFILE }), 'Caddyfile')
  const files = machineFiles()
  const configuration = caddyDialect.read(path, files)
  const found = await resolveTarget('caddy').find()
  const program = found.here ? (found.program ?? '') : ''
  const { root, addresses } = provisionFor(configuration, files)
  const setUp = {
    what: 'set-up' as const,
    configuration,
    program,
    clock: null,
    addresses,
    nameserver: NAMESERVER,
    taken: []
  }
  const cells = [1, 3].flatMap(speed =>
    CASES.map(([failure], route) => ({
      what: 'play' as const,
      route,
      failure: FAILURES.findIndex(({ id }) => id === failure),
      pace: { limit: LIMIT, speed, patience: 3 * LIMIT }
    }))
  )
  const playing = { root, setUp, parallel: 3, interrupted: new AbortController().signal, told: () => {} }
  const real = await playAllCells(configuration, cells.slice(0, 3), playing)
  // A machine that is busy makes one of two late, and none early.
  const twice = await playAllCells(
    configuration,
    [...cells.slice(3), ...cells.slice(3).map(cell => ({ ...cell }))],
    playing
  )
  const fast = CASES.map((_, at) => twice.slice(2 * at, 2 * at + 2).sort((a, b) => (a.after ?? 0) - (b.after ?? 0))[0])
  for (const [at, [failure, name]] of CASES.entries()) {
    t.match(answerOf(fast[at]), answerOf(real[at]), `${failure}, ${name}`)
    t.match(fast[at], { unknown: undefined, decidedBy: { name } })
    const [slowly = 0, quickly = 0] = [real[at]?.after ?? 0, fast[at]?.after ?? 0]
    t.ok(Math.abs(quickly - slowly) <= 0.05 * slowly, `${name}: ${quickly} ms, and ${slowly} ms in real time`)
  }
})

function answerOf(behaviour: Behaviour | undefined) {
  const { status, got, attempts, author } = behaviour ?? {}
  return { status, got, attempts, author }
}

const EXAMPLES = ['caddy-spa-and-api', 'caddy-two-upstreams', 'caddy-wordpress']

t.test('the examples run as they are, and every route reaches its upstream', { skip }, async t => {
  const all = await Promise.all(EXAMPLES.map(reached))
  for (const { behaviours, configuration } of all) {
    t.equal(behaviours.length, configuration.routes.length)
    for (const { status, author, route, unknown } of behaviours)
      t.match({ status, author, unknown }, { status: 200, author: 'upstream', unknown: undefined }, route)
  }
})

function reached(example: string) {
  return checkConfiguration({
    path: join('examples', example, 'Caddyfile'),
    chosen: (_, failure) => failure === 'ok',
    parallel: 1,
    interrupted: new AbortController().signal,
    told: () => {}
  })
}
