import type { Behaviour } from '../../src/check/behaviour.js'
import type { Setting } from '../../src/configurations/configuration.js'
import { GOT } from '../../src/core/got.js'

/** A route that answers well, but for what is said. */
export function behaviour(said: Partial<Behaviour> = {}): Behaviour {
  return {
    route: '/api',
    failure: 'ok',
    status: 200,
    got: 'whole',
    after: 20,
    patience: 600_000,
    attempts: 1,
    twice: false,
    author: 'upstream',
    page: 'well',
    fields: [],
    upstreamStatus: 200,
    log: [],
    ...said
  }
}

/** An error of the gateway's own. */
export function error(status: number, said: Partial<Behaviour> = {}): Behaviour {
  return behaviour({ status, author: 'gateway', page: '<html>Bad</html>', upstreamStatus: null, ...said })
}

/** The setting that decides after so many milliseconds. */
export function limit(milliseconds: number): Setting {
  return { name: 'proxy_read_timeout', value: `${milliseconds}ms`, milliseconds }
}

/** The same numbers at every run, from 0 to 1. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A behaviour of which nobody has thought. */
export function anyBehaviour(next: () => number): Behaviour {
  const one = <T>(...things: readonly T[]): T => things[Math.floor(next() * things.length)] as T
  const got = one(...GOT)
  const after = got === 'silence' ? null : Math.round(next() ** 4 * 700_000)
  const set = next() < 0.5 && after !== null ? { decidedBy: limit(Math.round(after * (0.97 + next() * 0.06))) } : {}
  return behaviour({
    route: one(
      '/api',
      '/',
      'shop.example.com/a b',
      '~ ^/x: #',
      "it's",
      '~ \\.php$',
      '/ (2)',
      '*/',
      '"',
      'é\u2028\u0007'
    ),
    failure: one('hang', 'ok', 'POST hang', 'app-502', 'something: new'),
    status: got === 'nothing' ? null : one(null, 200, 204, 302, 404, 502, 503, 504),
    got,
    after,
    ...set,
    attempts: one(0, 1, 1, 2, 5),
    author: one('upstream', 'gateway', 'nobody'),
    upstreamStatus: one(null, 200, 404, 502),
    fields: one<readonly string[]>(
      [],
      ['retry-after', '30'],
      ['LOCATION', 'http://a/ b, c:'],
      ['Retry-After', 'Mon, 1']
    ),
    ...(next() < 0.1 ? { unknown: 'the testbed\n was # late: "so"' } : {})
  })
}
