import { isErrorType } from '../core/error-types.js'
import { CAUSES, type CauseId } from '../logs/causes/index.js'
import { durationIn } from '../logs/duration.js'
import type { Finding, Sureness } from '../logs/finding.js'
import { cleaned } from '../logs/lines/clean.js'
import { readLine } from '../logs/lines/read-line.js'
import { causeOfStatus } from '../logs/products/access-status.js'
import { squidCause } from '../logs/products/caches.js'
import { CLOUDFRONT_RESULTS } from '../logs/products/clouds.js'
import { envoyFlagOf } from '../logs/products/envoy-flags.js'
import { terminationOf } from '../logs/products/haproxy-flags.js'
import { herokuCause } from '../logs/products/heroku.js'
import { TOKENS } from '../logs/products/tokens.js'
import { causeOfType } from '../logs/types.js'
import { CURL_EXITS, ERRNOS } from './errnos.js'
import { STATUSES } from './statuses.js'

/** What somebody asked about, understood. */
export type Question =
  | { readonly kind: 'status'; readonly asked: string; readonly status: number; readonly findings: readonly Finding[] }
  | { readonly kind: 'duration'; readonly asked: string; readonly milliseconds: number }
  | { readonly kind: 'flag' | 'line'; readonly asked: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'fine'; readonly asked: string }

/** Understands a status, an error type, a flag, a code, a duration or a line of a log; undefined when it is none of them. */
export function understood(words: string): Question | undefined {
  const asked = cleaned(words)
  if (asked === '') return undefined
  return asStatus(asked) ?? asFlag(asked) ?? asDuration(asked) ?? asLine(asked)
}

function asStatus(asked: string): Question | undefined {
  const match = /^(?:HTTP(?:\/[\d.]{1,3})? ?)?(\d{3})(?: [A-Za-z][A-Za-z -]{0,40})?$/i.exec(asked)
  const status = Number(match?.[1])
  if (match === null || status < 400 || (STATUSES[status] === undefined && causeOfStatus(status) === undefined))
    return undefined
  const cause = causeOfStatus(status)
  const findings =
    cause === undefined
      ? []
      : [found('status', cause, 'open', `${status} ${STATUSES[status]?.name ?? ''}`.trim(), status)]
  return { kind: 'status', asked, status, findings }
}

function asFlag(asked: string): Question | undefined {
  const findings = /\s/.test(asked) ? spacedCode(asked) : flagsNamed(asked)
  return findings.length === 0 ? undefined : { kind: 'flag', asked, findings }
}

/** Every product that uses such a word: a flag may mean one thing to Envoy and another to HAProxy. */
function flagsNamed(word: string): Finding[] {
  if (isErrorType(word.toLowerCase()))
    return [found('RFC 9209', causeOfType(word.toLowerCase() as 'dns_error'), 'says so', word.toLowerCase())]
  if (Object.hasOwn(CAUSES, word)) return [found('cause', word as CauseId, 'says so', word)]
  const envoy = envoyFlagOf(word)
  const state = terminationOf(word)
  const ofHaproxy = state !== undefined && state.cause !== 'fine' && (envoy === undefined || /^[CSPLcs]/.test(word))
  const findings = [
    ...(envoy === undefined
      ? []
      : [found('Envoy', envoy.cause, envoy.sure ?? 'says so', `${envoy.short} ${envoy.long}`)]),
    ...(ofHaproxy
      ? [found('HAProxy', state.cause as CauseId, state.open ? 'open' : 'says so', `${word}: ${state.says}`)]
      : [])
  ]
  return findings.length > 0 ? findings : codeNamed(word)
}

function codeNamed(word: string): Finding[] {
  const upper = word.toUpperCase()
  const cause =
    TOKENS.get(word) ??
    TOKENS.get(upper) ??
    new Map(CLOUDFRONT_RESULTS).get(word) ??
    squidCause(upper) ??
    herokuCause(upper)
  return cause === undefined ? errnoNamed(word) : [found('code', cause, 'likely', word)]
}

function errnoNamed(word: string): Finding[] {
  const number = Number(/^\(?(\d{1,3})\)?$/.exec(word)?.[1])
  const name = ERRNOS[number]
  const cause = name === undefined ? undefined : TOKENS.get(name)
  return cause === undefined ? [] : [found('errno', cause, 'likely', `${number} ${name}`)]
}

/** `errno 111`, `curl 52`, `curl: (52)`. */
function spacedCode(asked: string): Finding[] {
  const errno = /^errno:? ?(\d{1,3})$/i.exec(asked)?.[1]
  if (errno !== undefined) return errnoNamed(errno)
  const exit = /^curl:? \(?(?:exit(?: code)? )?(\d{1,2})\)?$/i.exec(asked)?.[1]
  const words = exit === undefined ? undefined : CURL_EXITS[Number(exit)]
  const reading = words === undefined ? undefined : readLine(words)
  return reading === undefined || reading === 'fine'
    ? []
    : [{ ...reading, product: 'curl', words: `exit code ${exit}: ${words}` }]
}

function asDuration(asked: string): Question | undefined {
  const milliseconds = durationIn(asked) ?? durationIn(/^\d{1,5}\.\d{1,6}$/.test(asked) ? `${asked}s` : '')
  return milliseconds === undefined || milliseconds <= 0 ? undefined : { kind: 'duration', asked, milliseconds }
}

function asLine(asked: string): Question | undefined {
  const reading = readLine(asked)
  if (reading === undefined) return undefined
  return reading === 'fine' ? { kind: 'fine', asked } : { kind: 'line', asked, findings: [reading] }
}

function found(product: string, cause: CauseId, sure: Sureness, words: string, status?: number): Finding {
  return { product, cause, sure, words, ...(status !== undefined && { status }) }
}
