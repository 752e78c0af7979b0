import type { Finding, Product, Reading } from '../finding.js'
import { addressIn, pathOf, requestIn } from '../lines/fields.js'
import { numberAt, textAt } from '../lines/json-line.js'
import { byStatus, passedOn } from './access-status.js'
import { ENVOY_DETAILS } from './envoy-details.js'
import { envoyFlagOf } from './envoy-flags.js'
import { phraseIn } from './phrases.js'

const NAME = 'Envoy access log'

// [2026-11-20T17:48:52.123Z] "GET /x HTTP/1.1" 503 UF upstream_reset_before_response_started{…} - "…" 0 152 10 - "-" …
const LINE =
  /^\[(\d{4}-\d\d-\d\dT[\d:.]{8,18}Z?)\] "?([^"]{0,4000}?)"? (\d{1,3}) (-|[A-Z]{2,5}(?:,[A-Z]{2,5}){0,5}|[A-Z][A-Za-z]{6,40}(?:,[A-Z][A-Za-z]{6,40}){0,5}) (.*)$/

/** Envoy and what is built on it (Istio, Gloo, Contour, App Mesh): its default line, Istio’s, and JSON. */
export const envoy: Product = {
  name: NAME,
  read({ text, json }) {
    if (json !== undefined) return readJson(json)
    const match = LINE.exec(text)
    if (match === null) return undefined
    const [, at, request, status = '', flags = '', tail = ''] = match
    const numbers = /(?:^|\s)\d{1,15} \d{1,15} (\d{1,12}) (?:\d{1,12}|-) /.exec(tail)
    return readCall({
      at,
      status: Number(status),
      flags,
      details: /^[\w.{},:;"|+/-]{3,600}/.exec(tail)?.[0] ?? '',
      failure: /"((?:delayed|TLS|OPENSSL)[^"]{0,400})"/i.exec(tail)?.[1] ?? '',
      milliseconds: numbers === null ? undefined : Number(numbers[1]),
      upstream: hostIn(tail),
      ...requestIn(request)
    })
  }
}

interface Call {
  readonly at: string | undefined
  readonly status: number
  readonly flags: string
  readonly details: string
  readonly failure: string
  readonly milliseconds: number | undefined
  readonly upstream: string | undefined
  readonly method?: string | undefined
  readonly path?: string | undefined
}

function readJson(json: Readonly<Record<string, unknown>>): Reading {
  if (!('response_flags' in json || 'response_code_details' in json)) return undefined
  const path = textAt(json, 'path', 'x-envoy-origin-path')
  return readCall({
    at: textAt(json, 'start_time', 'time', '@timestamp'),
    status: numberAt(json, 'response_code', 'status') ?? 0,
    flags: textAt(json, 'response_flags') ?? '-',
    details: textAt(json, 'response_code_details') ?? '',
    failure: textAt(json, 'upstream_transport_failure_reason') ?? '',
    milliseconds: numberAt(json, 'duration'),
    upstream: addressIn(textAt(json, 'upstream_host')),
    method: textAt(json, 'method'),
    path: path === undefined ? undefined : pathOf(path)
  })
}

function readCall({ flags, details, failure, ...call }: Call): Reading {
  const words = [`${call.status}`, flags, details, failure].filter(part => part !== '' && part !== '-').join(' ')
  const told: Omit<Finding, 'cause' | 'sure'> = { product: NAME, words, ...call }
  if (details.includes('via_upstream') && flags === '-') return passedOn(call.status, told)
  const exact = phraseIn(`${failure} ${details}`, ENVOY_DETAILS)
  if (exact !== undefined && exact.cause !== 'fine' && exact.cause !== 'closed-before-head' && flags !== '-')
    return { ...told, cause: exact.cause, sure: exact.cause === 'connect-failed' ? 'open' : 'says so' }
  const flag = envoyFlagOf(flags)
  if (flag === undefined) return byStatus(call.status, told)
  // A head that had been sent keeps its status: then the body was cut.
  const cut = call.status === 200 && ['UC', 'UR', 'UPE'].includes(flag.short)
  return { ...told, cause: cut ? 'cut-body' : flag.cause, sure: flag.sure ?? 'says so', note: NOTES[flag.short] }
}

const NOTES: Readonly<Record<string, string>> = {
  UF: 'Envoy says UF for a refused connection, a connect timeout and a failed TLS handshake alike; response_code_details tell.',
  URX: 'The retries were used up; the last attempt’s own reason is in response_code_details.',
  UT: 'Envoy’s route timeout (15 s by default) is for the whole answer.',
  DI: 'A delay that the fault filter put in on purpose.',
  FI: 'A fault that the fault filter put in on purpose.'
}

/** Of the quoted hosts the upstream’s is the first that is an address with a port. */
function hostIn(tail: string): string | undefined {
  for (const [, quoted] of tail.matchAll(/"([^"]{3,300})"/g)) {
    const address =
      /^[\w.[\]:-]+:\d{2,5}$/.test(quoted as string) && /\d/.test((quoted as string)[0] ?? '')
        ? addressIn(quoted)
        : undefined
    if (address !== undefined) return address
  }
  return undefined
}
