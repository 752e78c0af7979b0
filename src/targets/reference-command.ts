import { writeDuration } from '../core/duration.js'
import type { GatewayWords } from '../core/gateway-words.js'
import type { Limits } from '../core/limits.js'

/** Options that are not called by their word and key. */
const CALLED: Readonly<Record<string, string>> = {
  'pool-size': 'pool',
  'rate-requests': 'rate',
  'answer-status': 'answer',
  request: 'request-timeout'
}

/** Words whose value is a duration. */
const DURATIONS = ['health-every', 'breaker-for', 'rate-per', 'request']

/** The command that starts such a gateway by hand. */
export function commandLine(upstreams: readonly string[], limits: Limits, words: GatewayWords): string {
  const limited = Object.entries(limits).map(([name, limit]) => [`${name}-timeout`, duration(limit)] as const)
  const options = [...upstreams.map(upstream => ['upstream', upstream] as const), ...limited, ...optionsOf(words)]
  const given = options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${quoted(value)}`]))
  return ['gatecrash gateway', ...given].join(' ')
}

function optionsOf(words: GatewayWords): (readonly [string, string | undefined])[] {
  const { upstreams: _, ...abilities } = words
  const flat = Object.entries(abilities).flatMap(([word, value]) =>
    typeof value === 'object' ? Object.entries(value).map(([key, inner]) => [`${word}-${key}`, inner]) : [[word, value]]
  )
  return flat.map(([name, value]) => [CALLED[name] ?? name, DURATIONS.includes(name) ? duration(value) : text(value)])
}

function duration(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : writeDuration(milliseconds)
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value)
}

function quoted(value: string): string {
  return /^[\w./:[\]-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}
