import type { CauseId } from '../causes/index.js'
import type { Finding, Product, Sureness } from '../finding.js'
import { pathOf, secondsIn } from '../lines/fields.js'
import { numberAt, textAt } from '../lines/json-line.js'
import { byStatus, passedOn } from './access-status.js'
import { TOKENS } from './tokens.js'

/** Google’s load balancers: statusDetails says who failed. */
export const googleCloud: Product = {
  name: 'Google Cloud load balancer',
  read({ json }) {
    if (json === undefined || !('httpRequest' in json)) return undefined
    const status = numberAt(json, 'httpRequest.status') ?? 0
    const details =
      textAt(json, 'jsonPayload.statusDetails', 'json_payload.statusDetails', 'jsonPayload.proxyStatus') ?? ''
    const url = textAt(json, 'httpRequest.requestUrl')
    const told: Omit<Finding, 'cause' | 'sure'> = {
      product: 'Google Cloud load balancer',
      words: `${status} ${details}`.trim(),
      at: textAt(json, 'timestamp'),
      status,
      method: textAt(json, 'httpRequest.requestMethod'),
      path: url === undefined ? undefined : pathOf(url),
      milliseconds: secondsIn(textAt(json, 'httpRequest.latency')?.replace(/s$/, '')),
      note: details.startsWith('backend_connection_closed')
        ? 'Google keeps idle connections to the backend for 600 s: the application must keep them longer.'
        : undefined
    }
    if (details === 'response_sent_by_backend') return passedOn(status, told)
    const cause = TOKENS.get(details)
    return cause === undefined ? byStatus(status, told) : { ...told, cause, sure: 'says so' }
  }
}

const RESULTS: Readonly<Record<string, readonly [CauseId, Sureness]>> = {
  OriginConnectError: ['connect-failed', 'open'],
  OriginDnsError: ['unknown-host', 'likely'],
  OriginCommError: ['gateway-timeout', 'open'],
  OriginReadError: ['closed-before-head', 'likely'],
  OriginWriteError: ['closed-while-sending', 'likely'],
  OriginHeaderTooBigError: ['header-too-big', 'says so'],
  OriginInvalidResponseError: ['bad-answer', 'open'],
  OriginZeroSizeObjectError: ['closed-before-head', 'likely'],
  OriginContentRangeLengthError: ['bad-framing', 'says so'],
  OriginError: ['application-error', 'says so'],
  AbortedOrigin: ['cut-body', 'says so'],
  ClientCommError: ['client-gone', 'says so'],
  ClientHungUpRequest: ['client-gone', 'says so'],
  ClientGeoBlocked: ['denied', 'says so'],
  InvalidRequest: ['bad-request', 'says so'],
  InvalidRequestBlocked: ['denied', 'says so'],
  InvalidRequestHeader: ['bad-request', 'says so'],
  InvalidRequestMethod: ['bad-request', 'says so'],
  SlowReaderOriginError: ['client-gone', 'likely']
}

/** CloudFront’s standard log: fields parted by tabs, the last but few says which error it was. */
export const cloudFront: Product = {
  name: 'CloudFront',
  read({ text }) {
    if (/^#(?:Version|Fields):/.test(text)) return 'fine'
    const fields = text.split('\t')
    const [date = '', time = ''] = fields
    if (fields.length < 24 || !/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
    const status = Number(fields[8])
    const told: Omit<Finding, 'cause' | 'sure'> = {
      product: 'CloudFront',
      words: [fields[8], fields[13], fields.find(field => Object.hasOwn(RESULTS, field))].join(' ').trim(),
      at: `${date} ${time}`,
      status,
      method: fields[5],
      path: fields[7],
      milliseconds: secondsIn(fields[18])
    }
    const known = fields.slice(13).find(field => Object.hasOwn(RESULTS, field))
    if (known === undefined) return byStatus(status, told)
    const [cause, sure] = RESULTS[known] as readonly [CauseId, Sureness]
    return { ...told, cause, sure }
  }
}

/** The causes behind CloudFront’s detailed result types. */
export const CLOUDFRONT_RESULTS: readonly (readonly [string, CauseId])[] = Object.entries(RESULTS).map(
  ([name, [cause]]) => [name, cause]
)
