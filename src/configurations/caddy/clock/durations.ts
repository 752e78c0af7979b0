import { millisecondsOf } from '../duration.js'
import { isObject, type Json, type JsonObject } from './json.js'

/** Every name behind which the http app of Caddy has a duration. */
const DURATIONS = new Set([
  'dial_timeout',
  'dial_fallback_delay',
  'response_header_timeout',
  'expect_continue_timeout',
  'handshake_timeout',
  'read_timeout',
  'read_header_timeout',
  'write_timeout',
  'idle_timeout',
  'probe_interval',
  'keepalive_interval',
  'keepalive_idle',
  'try_duration',
  'try_interval',
  'fail_duration',
  'unhealthy_latency',
  'interval',
  'timeout',
  'refresh',
  'grace_period',
  'shutdown_delay',
  'flush_interval',
  'stream_timeout',
  'stream_close_delay'
])

/** Durations, so many times shorter. What is no time, such as 0 for none and -1 for at once, stays. */
export function scaledDurations(value: Json, speed: number): Json {
  if (Array.isArray(value)) return value.map((each: Json) => scaledDurations(each, speed))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      DURATIONS.has(name) ? scaledDuration(name, each, speed) : scaledDurations(each, speed)
    ])
  )
}

function scaledDuration(name: string, value: Json, speed: number): Json {
  if (typeof value === 'object') return scaledDurations(value, speed)
  const milliseconds =
    typeof value === 'number' ? value / 1e6 : typeof value === 'string' ? millisecondsOf(value) : undefined
  if (milliseconds === undefined || milliseconds <= 0) return value
  const least = FOR_THE_MACHINE.has(name) ? Math.min(milliseconds, LEAST) : 0
  return nanoseconds(Math.max(milliseconds / speed, least))
}

/** In these the machine itself has something to do: to look up a name, to open a connection, to answer a health check. */
const FOR_THE_MACHINE = new Set(['dial_timeout', 'handshake_timeout', 'timeout'])
/** It gets so many real milliseconds for that. Where one of these limits is in question, the clock is slow enough to leave it more. */
const LEAST = 200

/** Not less than one: 0 means something else. */
function nanoseconds(milliseconds: number): number {
  return Math.max(1, Math.round(milliseconds * 1e6))
}

const SECOND = 1e9

/** What holds in an object by Caddy's default, in nanoseconds; it has to be said so that it can be scaled. */
export function withDefaults(value: Json): Json {
  if (Array.isArray(value)) return value.map(withDefaults)
  if (!isObject(value)) return value
  const inner: JsonObject = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withDefaults(each)]))
  return inner.handler === 'reverse_proxy' ? proxyWithDefaults(inner) : inner
}

function proxyWithDefaults(proxy: JsonObject): JsonObject {
  const { health_checks: health, load_balancing: balancing } = proxy
  const active = isObject(health) ? health.active : undefined
  return {
    ...proxy,
    transport: transportWithDefaults(isObject(proxy.transport) ? proxy.transport : { protocol: 'http' }),
    ...(isObject(balancing) && { load_balancing: { try_interval: 0.25 * SECOND, ...balancing } }),
    ...(isObject(health) &&
      isObject(active) && {
        health_checks: { ...health, active: { interval: 30 * SECOND, timeout: 5 * SECOND, ...active } }
      })
  }
}

/** Whoever says something of keep_alive says all of it. */
const KEPT = { probe_interval: 30 * SECOND, idle_timeout: 120 * SECOND, max_idle_conns_per_host: 32 }

function transportWithDefaults(transport: JsonObject): JsonObject {
  if (transport.protocol === 'fastcgi') return { dial_timeout: 3 * SECOND, ...transport }
  if (transport.protocol !== 'http') return transport
  const { tls } = transport
  // The upstreams of the testbed have certificates that nobody has signed.
  const trusting: JsonObject = isObject(tls) ? { tls: { ...tls, insecure_skip_verify: true } } : {}
  return { dial_timeout: 3 * SECOND, dial_fallback_delay: 0.3 * SECOND, keep_alive: KEPT, ...transport, ...trusting }
}

/** What holds for a server: how long a connection of a client is kept. */
export function serverWithDefaults(server: JsonObject): JsonObject {
  return { idle_timeout: 300 * SECOND, ...server }
}
