import { PARAMETERS, TIME_PARAMETERS } from './parameters.js'
import { type Token, tokensOf } from './text/tokens.js'
import { milliseconds } from './time.js'

/** Varnish keeps unused connections at least this long, in seconds. */
const LEAST: Readonly<Record<string, number>> = { backend_idle_timeout: 1 }
/** What a probe does when it does not say so. */
const PROBES = { interval: '5s', timeout: '2s', window: '8' } as const

/** Parameters of varnishd with times that are so many times shorter. */
export function scaledParameters(speed: number): string[] {
  return TIME_PARAMETERS.flatMap(name => {
    const time = (milliseconds(PARAMETERS[name] ?? '') ?? 0) / 1000 / speed
    return ['-p', `${name}=${Math.max(LEAST[name] ?? 0, time).toFixed(6)}`]
  })
}

/**
 * A VCL in which all times are so many times shorter, line by line as it was. Times in texts stay: fields that upstreams and clients read. Probes begin
 * where they are in production when all has been well for long.
 */
export function scaledText(text: string, file: string, speed: number): string {
  const tokens = tokensOf(text, file)
  const changes = [
    ...tokens.flatMap(token => shorter(token, speed)),
    ...probesIn(tokens).flatMap(probe => ofProbe(probe, speed))
  ]
  const sorted = changes.toSorted((a, b) => b.from - a.from)
  return sorted.reduce((changed, { from, to, by }) => changed.slice(0, from) + by + changed.slice(to), text)
}

interface Change {
  readonly from: number
  readonly to: number
  readonly by: string
}

function shorter({ kind, text, from, to }: Token, speed: number): Change[] {
  if (kind !== 'duration' || speed === 1) return []
  return [{ from, to, by: faster(text, speed) }]
}

/** VCL takes three digits behind the point, and no more. */
function faster(time: string, speed: number): string {
  return `${((milliseconds(time) ?? 0) / speed).toFixed(3)}ms`
}

/** The tokens between the braces of each probe. */
function probesIn(tokens: readonly Token[]): (readonly Token[])[] {
  return tokens.flatMap(({ kind, text }, at) => {
    if (kind !== 'name' || text !== 'probe') return []
    const open = [1, 2]
      .map(ahead => at + ahead)
      .find(each => tokens[each]?.text === '{' && tokens[each].kind === 'sign')
    if (open === undefined) return []
    const close = tokens.findIndex((token, each) => each > open && token.kind === 'sign' && token.text === '}')
    return close < 0 ? [] : [tokens.slice(open, close + 1)]
  })
}

function ofProbe(probe: readonly Token[], speed: number): Change[] {
  const given = (name: string) => probe.find((_, at) => probe[at - 2]?.text === name && probe[at - 1]?.text === '=')
  const { to = 0 } = probe[0] ?? {}
  const missing = (['interval', 'timeout'] as const).filter(name => given(name) === undefined)
  const times = missing.map(name => `.${name} = ${faster(PROBES[name], speed)};`)
  const initial = given('initial')
  const window = given('window')?.text ?? PROBES.window
  const well = initial === undefined ? [`.initial = ${window};`] : []
  const added = [...times, ...well].map(line => ` ${line}`).join('')
  return [
    ...(added === '' ? [] : [{ from: to, to, by: added }]),
    ...(initial === undefined ? [] : [{ from: initial.from, to: initial.to, by: window }])
  ]
}
