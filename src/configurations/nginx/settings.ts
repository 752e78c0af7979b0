import type { ConfiguredUpstream, Role, Setting } from '../configuration.js'
import { isAddress, lookedUp } from './lookup.js'
import type { Family } from './passes.js'
import { keptConnections, leftAlone } from './pool.js'
import { effective, everyEffective, type Scope } from './scope.js'
import { milliseconds } from './time.js'
import type { Directive } from './tree.js'
import { upgrade } from './upgrade.js'

/** What decides which settings hold on a route. */
export interface Facts {
  readonly family: Family
  readonly scope: Scope
  readonly upstreams: readonly ConfiguredUpstream[]
  /** The upstream block, where the pass names one. */
  readonly block: Directive | undefined
  /** The pass has variables, so that names are looked up for each request. */
  readonly dynamic: boolean
}

type Settings = Partial<Record<Role, Setting>>

/** Every setting that holds on a route: as it stands in the innermost block that has it, or as nginx documents its default. */
export function settingsOf(facts: Facts): Settings {
  const settings: Settings = {
    connect: limit(facts, 'connect_timeout', '60s'),
    read: limit(facts, 'read_timeout', '60s'),
    write: limit(facts, 'send_timeout', '60s'),
    total: total(facts),
    keepalive: keptConnections(facts),
    retry: retry(facts),
    'retry-unsafe': retryUnsafe(facts),
    intercept: plain(facts, `${facts.family}_intercept_errors`, 'off'),
    'error-page': errorPage(facts.scope),
    'head-size': plain(facts, `${facts.family}_buffer_size`, '4k|8k'),
    'request-size': plain(facts, 'client_max_body_size', '1m')
  }
  const breaker = leftAlone(facts)
  if (breaker !== undefined) settings.breaker = breaker
  if (facts.family !== 'grpc') settings.buffering = plain(facts, `${facts.family}_buffering`, 'on')
  if (facts.family === 'proxy') settings.upgrade = upgrade(facts.scope)
  if (facts.dynamic || facts.upstreams.some(({ host }) => !isAddress(host))) settings.resolver = lookedUp(facts)
  return settings
}

function plain({ scope }: Pick<Facts, 'scope'>, name: string, byDefault: string): Setting {
  const directive = effective(scope, name)
  return directive === undefined
    ? { name, value: byDefault }
    : { name, value: directive.args.join(' '), place: directive.place }
}

function limit(facts: Facts, rest: string, byDefault: string): Setting {
  const setting = plain(facts, `${facts.family}_${rest}`, byDefault)
  const time = milliseconds(setting.value)
  return time === undefined ? setting : { ...setting, milliseconds: time }
}

/** nginx's 0 is no limit here; everywhere else it is none that anybody wants. */
function total(facts: Facts): Setting {
  const setting = limit(facts, 'next_upstream_timeout', '0')
  return setting.milliseconds === 0 ? { ...setting, milliseconds: Number.POSITIVE_INFINITY } : setting
}

function retry(facts: Facts): Setting {
  const setting = plain(facts, `${facts.family}_next_upstream`, 'error timeout')
  const tries = effective(facts.scope, `${facts.family}_next_upstream_tries`)
  if (tries === undefined || tries.args[0] === '0') return setting
  return { place: tries.place, ...setting, value: `${setting.value}, ${tries.name} ${tries.args[0]}` }
}

function retryUnsafe(facts: Facts): Setting {
  const setting = plain(facts, `${facts.family}_next_upstream`, 'error timeout')
  return setting.value.split(' ').includes('non_idempotent')
    ? setting
    : { ...setting, value: `${setting.value}, no non_idempotent` }
}

function errorPage(scope: Scope): Setting {
  const pages = everyEffective(scope, 'error_page').filter(({ args }) =>
    args.slice(0, -1).some(code => /^5\d\d$/.test(code))
  )
  const [first] = pages
  if (first === undefined) return { name: 'error_page', value: 'none' }
  return { name: 'error_page', value: pages.map(({ args }) => args.join(' ')).join('; '), place: first.place }
}
