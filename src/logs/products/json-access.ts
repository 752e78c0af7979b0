import type { Finding, Product } from '../finding.js'
import { addressIn, pathOf, requestIn } from '../lines/fields.js'
import { numberAt, textAt } from '../lines/json-line.js'
import { byAttempt } from './attempt.js'
import { terminationOf } from './haproxy-flags.js'
import { readByWords } from './words.js'

const NAME = 'access log (JSON)'

/** Access lines that people write in JSON: nginx with escape=json, Apache, HAProxy, and applications. */
export const jsonAccess: Product = {
  name: NAME,
  read({ json }) {
    if (json === undefined) return undefined
    const status = numberAt(
      json,
      'status',
      'status_code',
      'statusCode',
      'http.status_code',
      'http_status',
      'response.status',
      'res.statusCode',
      'sc-status',
      'responseCode',
      'http_response_code'
    )
    if (status === undefined || status > 999) return undefined
    const target = textAt(json, 'uri', 'request_uri', 'path', 'url', 'req.url', 'http_path', 'request.uri', 'target')
    const asked = requestIn(textAt(json, 'request', 'http_request'))
    const address = textAt(json, 'upstream_addr', 'upstream', 'upstreamAddr', 'addresses', 'server_name', 'backend')
    const seconds = numberAt(json, 'request_time', 'end', 'rt')
    const told: Omit<Finding, 'cause' | 'sure'> = {
      product: NAME,
      words: `${status}`,
      at: textAt(json, 'time', 'time_local', 'time_iso8601', '@timestamp', 'timestamp', 'ts'),
      status,
      method: textAt(json, 'method', 'request_method', 'req.method', 'http_method') ?? asked.method,
      path: target === undefined ? asked.path : pathOf(target),
      upstream: addressIn(address?.split(/, | : /).at(-1)),
      milliseconds:
        seconds === undefined
          ? numberAt(json, 'duration_ms', 'responseTime', 'latency_ms', 'time_duration')
          : Math.round(seconds * 1000)
    }
    const flags = textAt(json, 'termination_state', 'term_state', 'terminationState', 'ts_flags')
    const state = flags === undefined ? undefined : terminationOf(flags)
    if (state !== undefined && state.cause !== 'fine')
      return {
        ...told,
        product: 'HAProxy',
        cause: state.cause,
        sure: state.open ? 'open' : 'says so',
        words: `${flags}: ${state.says}`
      }
    const reading = byAttempt(told, attemptIn(json))
    // An application that logs a status beside an error says more than the status.
    const said = textAt(json, 'error', 'err.message', 'err.code', 'error.message', 'message', 'msg')
    const words = said === undefined || reading === 'fine' || reading?.sure !== 'open' ? undefined : readByWords(said)
    return words === undefined || words === 'fine' ? reading : { ...told, ...words, at: told.at }
  }
}

function attemptIn(json: Readonly<Record<string, unknown>>) {
  // An empty text or a dash means something here: never reached.
  const raw = (...names: readonly string[]) => {
    for (const name of names) if (Object.hasOwn(json, name)) return json[name] === '' ? '-' : String(json[name])
    return undefined
  }
  const address = raw('upstream_addr', 'upstreamAddr', 'addresses')
  return {
    address,
    nobody: address === '-',
    status: raw('upstream_status', 'upstreamStatus'),
    connect: raw('upstream_connect_time', 'connect'),
    head: raw('upstream_header_time', 'head'),
    response: raw('upstream_response_time', 'response')
  }
}
