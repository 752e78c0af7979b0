import { isIP } from 'node:net'
import type { ConfiguredUpstream, Role, Setting } from '../../configuration.js'
import { effective, named } from '../directive.js'
import { addressOf } from '../passes/address.js'
import type { Arrival } from '../passes/course.js'
import { type Workers, wordsIn } from '../passes/workers.js'
import { type Facts, limit, plain, timed, word } from './setting.js'
import { upgrade } from './upgrade.js'

type Settings = Partial<Record<Role, Setting>>

/** Every setting that holds on a route: as it stands nearest to it, or as Apache documents its default. */
export function settingsOf(arrival: Arrival, upstreams: readonly ConfiguredUpstream[], workers: Workers): Settings {
  const facts = factsOf(arrival, upstreams, workers)
  const settings: Settings = {
    connect: connect(facts),
    read: read(facts),
    keepalive: keepalive(facts),
    intercept: plain(facts, 'ProxyErrorOverride', 'Off'),
    'error-page': errorPage(facts),
    'request-size': plain(facts, 'LimitRequestBody', '1073741824'),
    breaker: breaker(facts)
  }
  const late = noticedLate(facts)
  if (late !== undefined) settings.body = late
  if (facts.balancer !== undefined) settings.retry = retry(facts)
  if (facts.worker.has('acquire')) settings.queue = limit('acquire', facts.worker, 'ms')
  if (!facts.protocol.startsWith('http'))
    settings['head-size'] = { name: 'a line of the head', value: '8192, built in' }
  else {
    settings['head-size'] = word(facts.worker, 'responsefieldsize') ?? { name: 'responsefieldsize', value: '8192' }
    settings.upgrade = upgrade(facts)
    settings.buffering = plain(facts, 'ProxyIOBufferSize', '8192')
  }
  if (upstreams.some(({ host }) => host !== '' && isIP(host) === 0)) settings.resolver = resolver(facts)
  return settings
}

function factsOf(
  { url, words, line, scope }: Arrival,
  upstreams: readonly ConfiguredUpstream[],
  workers: Workers
): Facts {
  const address = addressOf(url, line.place)
  const said = new Map([...workers.wordsOf(url), ...wordsIn(words, line.place)])
  const scheme = address.kind === 'upstream' ? address.scheme : ''
  const { protocol = 'http' } = upstreams[0] ?? {}
  const rest = { scope, upstreams, protocol, scheme }
  if (address.kind !== 'balancer') return { ...rest, worker: said, balancer: undefined, own: workers.isDefined(url) }
  const [first] = workers.membersOf(address.name)
  return { ...rest, worker: first?.words ?? new Map(), balancer: said, own: true }
}

/** The word of the worker, else ProxyTimeout, else Timeout, which has a default of a minute. */
function read(facts: Facts): Setting {
  const own = limit('timeout', facts.worker, 's')
  if (own !== undefined) return own
  const proxy = effective(facts.scope, 'proxytimeout')
  return timed(plain(facts, proxy === undefined ? 'Timeout' : 'ProxyTimeout', '60'), 's')
}

/** What FastCGI and SCGI leave incomplete is not cut, but left open: a client learns of it when its own connection has been idle for too long. */
function noticedLate(facts: Facts): Setting | undefined {
  if (!['fastcgi', 'scgi'].includes(facts.protocol)) return undefined
  const { name, value, milliseconds = 0, place } = read(facts)
  const idle = timed(plain(facts, 'KeepAliveTimeout', '5'), 's')
  if (/^off$/i.test(plain(facts, 'KeepAlive', 'On').value)) return undefined
  return {
    name: `${name} and ${idle.name}`,
    value: `${value} + ${idle.value}`,
    milliseconds: milliseconds + (idle.milliseconds ?? 0),
    ...((place ?? idle.place) && { place: place ?? idle.place })
  }
}

function connect(facts: Facts): Setting {
  return limit('connectiontimeout', facts.worker, 's') ?? read(facts)
}

/** Only a worker of its own keeps connections: HTTP ones without a limit, those of FastCGI and its like only when told to. */
function keepalive({ worker, own, protocol, scope }: Facts): Setting {
  const off = word(worker, 'disablereuse') ?? inverted(word(worker, 'enablereuse'))
  if (off !== undefined && /^on$/i.test(off.value)) return { ...off, milliseconds: 0 }
  const close = scope.flatMap(block => named(block, 'setenv')).find(({ args }) => args[0] === 'proxy-nokeepalive')
  if (close !== undefined) return { name: 'SetEnv', value: close.args.join(' '), milliseconds: 0, place: close.place }
  if (!own) return { name: 'disablereuse', value: 'On: no worker of its own', milliseconds: 0 }
  if (!protocol.startsWith('http') && off === undefined) return { name: 'enablereuse', value: 'Off', milliseconds: 0 }
  return limit('ttl', worker, 's') ?? { name: 'ttl', value: 'none', milliseconds: Number.POSITIVE_INFINITY }
}

function inverted(setting: Setting | undefined): Setting | undefined {
  return setting === undefined ? undefined : { ...setting, value: /^on$/i.test(setting.value) ? 'Off' : 'On' }
}

/** A worker that could not be connected to is left alone for a minute, even when it is the only one. */
function breaker({ worker, own }: Facts): Setting {
  if (!own) return { name: 'retry', value: 'none: no worker of its own', milliseconds: 0 }
  return limit('retry', worker, 's') ?? { name: 'retry', value: '60', milliseconds: 60_000 }
}

function retry({ balancer = new Map(), upstreams }: Facts): Setting {
  return (
    word(balancer, 'maxattempts') ?? {
      name: 'maxattempts',
      value: `${Math.max(0, upstreams.length - 1)}: the other members`
    }
  )
}

function errorPage({ scope }: Facts): Setting {
  const pages = scope
    .flatMap(block => named(block, 'errordocument'))
    .filter(({ args }) => /^5\d\d$/.test(args[0] ?? ''))
  const [first] = pages
  if (first === undefined) return { name: 'ErrorDocument', value: 'none' }
  return { name: 'ErrorDocument', value: pages.map(({ args }) => args.join(' ')).join('; '), place: first.place }
}

/** An address stays known until a connection to it fails. */
function resolver({ worker, own }: Facts): Setting {
  const off = word(worker, 'disablereuse')
  if (off !== undefined && /^on$/i.test(off.value)) return off
  if (!own) return { name: 'disablereuse', value: 'On: no worker of its own' }
  return (
    limit('addressttl', worker, 's') ?? { name: 'addressttl', value: 'none: looked up again when a connection fails' }
  )
}
