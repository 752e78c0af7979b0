import { isIP } from 'node:net'
import type { ConfiguredUpstream, Role, Setting } from '../configuration.js'
import { millisecondsOf } from './duration.js'
import type { Directive } from './text/tree.js'
import type { ProxyLines } from './upstreams.js'

type Settings = Partial<Record<Role, Setting>>

/** Every setting that holds on a route, as it stands there or as Caddy documents its default. */
export function settingsOf(
  proxy: ProxyLines,
  site: readonly Directive[],
  upstreams: readonly ConfiguredUpstream[]
): Settings {
  const { lines, transport, fastcgi } = proxy
  const reading = limit(transport, 'read_timeout', 'none')
  const head = limit(transport, 'response_header_timeout', 'none')
  const several = limit(lines, 'lb_try_duration', '0')
  return {
    connect: limit(transport, 'dial_timeout', '3s'),
    read: fastcgi ? reading : silence(head, reading),
    body: reading,
    write: limit(transport, 'write_timeout', 'none'),
    ...(several.milliseconds !== undefined && several.milliseconds > 0 && { total: several }),
    ...(fastcgi ? {} : { keepalive: keepalive(transport), ...queue(transport) }),
    retry: retry(lines, several),
    'retry-unsafe': unsafe(lines),
    breaker: limit(lines, 'fail_duration', '0'),
    intercept: intercept(lines, site),
    'error-page': errorPage(site),
    'head-size': plain(transport, 'max_response_header', '10MiB'),
    buffering: buffering(lines),
    ...(fastcgi ? {} : { upgrade: { name: 'reverse_proxy', value: 'upgrades pass' } }),
    ...(upstreams.some(({ host, socket }) => socket === undefined && isIP(host) === 0) && {
      resolver: resolver(lines)
    }),
    'request-size': requestSize(site)
  }
}

/** Of two limits the one that is over first; the one that is only about the head when there is none. */
function silence(head: Setting, reading: Setting): Setting {
  return (reading.milliseconds ?? Infinity) < (head.milliseconds ?? Infinity) ? reading : head
}

function find(block: readonly Directive[], name: string): Directive | undefined {
  return block.find(each => each.name === name)
}

function plain(block: readonly Directive[], name: string, byDefault: string): Setting {
  const line = find(block, name)
  return line === undefined ? { name, value: byDefault } : { name, value: line.args.join(' '), place: line.place }
}

/** A limit of 0 is none, but for those that switch something on. */
function limit(block: readonly Directive[], name: string, byDefault: string): Setting {
  const setting = plain(block, name, byDefault)
  const time = millisecondsOf(setting.value)
  const switches = byDefault === '0'
  if (time === undefined && setting.value !== 'none') return setting
  return { ...setting, milliseconds: time === undefined || (time <= 0 && !switches) ? Number.POSITIVE_INFINITY : time }
}

function keepalive(transport: readonly Directive[]): Setting {
  const setting = limit(transport, 'keepalive', '2m')
  return setting.value === 'off' ? { ...setting, milliseconds: 0 } : setting
}

/** Whoever finds no free connection waits for one. */
function queue(transport: readonly Directive[]): Settings {
  const setting = plain(transport, 'max_conns_per_host', 'none')
  return setting.place === undefined ? {} : { queue: { ...setting, milliseconds: Number.POSITIVE_INFINITY } }
}

function retry(lines: readonly Directive[], several: Setting): Setting {
  const count = find(lines, 'lb_retries')
  if (count === undefined) return several
  const value = several.place === undefined ? '' : `, lb_try_duration ${several.value}`
  return { name: 'lb_retries', value: `${count.args.join(' ')}${value}`, place: count.place }
}

function unsafe(lines: readonly Directive[]): Setting {
  const line = find(lines, 'lb_retry_match')
  if (line === undefined) return { name: 'lb_retry_match', value: 'method GET' }
  const within = (line.block ?? []).map(({ name, args }) => [name, ...args].join(' '))
  return { name: line.name, value: [...line.args, ...within].join(' '), place: line.place }
}

function intercept(lines: readonly Directive[], site: readonly Directive[]): Setting {
  const line = find(lines, 'handle_response') ?? find(lines, 'replace_status') ?? find(site, 'intercept')
  if (line === undefined) return { name: 'handle_response', value: 'none' }
  return { name: line.name, value: line.args.join(' ') || 'every answer', place: line.place }
}

function errorPage(site: readonly Directive[]): Setting {
  const line = find(site, 'handle_errors')
  if (line === undefined) return { name: 'handle_errors', value: 'none' }
  return { name: line.name, value: line.args.join(' ') || 'every error', place: line.place }
}

function buffering(lines: readonly Directive[]): Setting {
  const line = find(lines, 'buffer_responses') ?? find(lines, 'response_buffers') ?? find(lines, 'flush_interval')
  if (line === undefined) return { name: 'response_buffers', value: 'none' }
  return { name: line.name, value: line.args.join(' ') || 'on', place: line.place }
}

function resolver(lines: readonly Directive[]): Setting {
  const line = find(lines, 'dynamic')
  if (line !== undefined) return { name: 'dynamic', value: line.args.join(' '), place: line.place }
  return { name: 'reverse_proxy', value: 'looks a name up for each new connection' }
}

function requestSize(site: readonly Directive[]): Setting {
  const line = find(site, 'request_body')
  const size = find(line?.block ?? [], 'max_size')
  return size === undefined
    ? { name: 'request_body max_size', value: 'none' }
    : { name: 'request_body max_size', value: size.args.join(' '), place: size.place }
}
