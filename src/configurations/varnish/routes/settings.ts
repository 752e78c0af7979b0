import { isIP } from 'node:net'
import type { Place, Role, Route, Setting } from '../../configuration.js'
import { attributeOf, type Backend } from '../backends.js'
import { every } from '../directors.js'
import { isParameter, PARAMETERS, type Parameter } from '../parameters.js'
import type { Program } from '../text/program.js'
import type { Statement } from '../text/statement.js'
import { milliseconds } from '../time.js'
import { handling } from './handling.js'
import { follow, type Led } from './ways.js'

/** Every setting that holds on a route: as it stands in the VCL, or the parameter with its default. */
export function settingsOf(led: Led, members: readonly Backend[], program: Program): Route['settings'] {
  const piped = led.way === 'pipe'
  const settings: Partial<Record<Role, Setting>> = {
    connect: limit('connect_timeout', led, members),
    keepalive: parameter('backend_idle_timeout'),
    breaker: breaker(members),
    'error-page': errorPage(program),
    upgrade: upgrade(led, program)
  }
  if (members.some(({ upstream }) => upstream?.host && isIP(upstream.host) === 0)) settings.resolver = resolver(members)
  // What is piped is bytes: silence ends it on either side, and nothing else is looked at.
  if (piped) return { ...settings, read: parameter('pipe_timeout') }
  return {
    ...settings,
    read: limit('first_byte_timeout', led, members),
    body: limit('between_bytes_timeout', led, members),
    write: NO_WRITE_LIMIT,
    retry: retry(program),
    'head-size': parameter('http_resp_hdr_len'),
    buffering: buffering(program),
    intercept: handling(led)
  }
}

/** Varnish waits for ever for a backend that takes nothing of a request. */
const NO_WRITE_LIMIT: Setting = { name: 'write limit', value: 'none', milliseconds: Number.POSITIVE_INFINITY }

/** A request may have its own; then comes the backend, then the parameter. */
function limit(name: Parameter, { assigned }: Led, members: readonly Backend[]): Setting {
  const own = assigned.get(`req.${name}`)
  if (own !== undefined) {
    const known = typeof own.value === 'number' ? { milliseconds: own.value * 1000 } : {}
    const value = 'text' in own.of ? own.of.text : 'an expression'
    return { name: `bereq.${name}`, value, ...known, place: own.place }
  }
  for (const { attributes } of members) {
    const attribute = attributes.find(each => each.name === name)
    const value = attributeOf(attributes, name)
    if (attribute === undefined || value === undefined) continue
    const time = milliseconds(value)
    return { name: `.${name}`, value, ...(time !== undefined && { milliseconds: time }), place: attribute.place }
  }
  return parameter(name)
}

function parameter(name: string): Setting {
  const value = PARAMETERS[name] ?? ''
  const time = isParameter(name) ? milliseconds(value) : undefined
  return { name, value, ...(time !== undefined && { milliseconds: time }) }
}

/** A probe takes a backend away that does not answer well; without one, only a refused connection does, for a moment. */
function breaker(members: readonly Backend[]): Setting {
  const probe = members.find(each => each.probe !== undefined)?.probe
  if (probe === undefined) return parameter('backend_remote_error_holddown')
  const said = (name: string, byDefault: string) => `.${name} ${attributeOf(probe.attributes, name) || byDefault}`
  const value = [said('interval', '5s'), said('timeout', '2s'), said('window', '8'), said('threshold', '3')].join(' ')
  return { name: '.probe', value, place: probe.place }
}

function resolver(members: readonly Backend[]): Setting {
  const host = members.flatMap(({ attributes }) => attributes.filter(({ name }) => name === 'host'))[0]
  return { name: '.host', value: 'looked up once, when the VCL is loaded', ...(host && { place: host.place }) }
}

function retry({ subs }: Program): Setting {
  const names = ['vcl_backend_response', 'vcl_backend_error']
  const found = [...subs].flatMap(([name, statements]) =>
    names.includes(name) || !name.startsWith('vcl_') ? every(statements).filter(isRetry) : []
  )
  const [first] = found
  if (first === undefined) return { name: 'max_retries', value: `${PARAMETERS.max_retries}, and no return (retry)` }
  return { name: 'return (retry)', value: `max_retries ${PARAMETERS.max_retries}`, place: first.place }
}

function isRetry(statement: Statement): boolean {
  return statement.kind === 'return' && statement.action === 'retry'
}

function errorPage({ subs }: Program): Setting {
  const place = firstPlace(subs.get('vcl_backend_error'))
  return place === undefined
    ? { name: 'vcl_backend_error', value: 'built in' }
    : { name: 'vcl_backend_error', value: 'of its own', place }
}

function firstPlace(statements: readonly Statement[] = []): Place | undefined {
  return statements[0]?.place
}

function buffering({ subs }: Program): Setting {
  const set = [...subs.values()].flatMap(every).find(each => each.kind === 'set' && each.name === 'beresp.do_stream')
  const value = set?.kind === 'set' && 'text' in set.value ? set.value.text : 'true'
  return { name: 'beresp.do_stream', value, ...(set && { place: set.place }) }
}

/** Whether a request like this one is piped when it asks for an upgrade. */
function upgrade({ asked }: Led, program: Program): Setting {
  const fields = new Map([...asked.fields, ['upgrade', 'websocket'], ['connection', 'Upgrade']])
  const way = follow(program, { ...asked, fields })
  if (way?.way !== 'pipe') return { name: 'return (pipe)', value: 'not for an upgrade' }
  const piped = [...program.subs.values()].flatMap(every).find(each => each.kind === 'return' && each.action === 'pipe')
  const passes = way.assigned.has('req.http.upgrade') ? 'with Upgrade' : 'without Upgrade'
  return { name: 'return (pipe)', value: passes, ...(piped && { place: piped.place }) }
}
