import type { ErrorType } from '../core/error-types.js'
import type { BodySoFar, Cause, HeadSoFar, Limit, Line, Name, TooLong, TooMuch, Where } from './failure-facts.js'
import { ofTheBody, ofTheHead, waiting } from './failure-facts.js'

/** How far a request had come when it failed. */
export type Phase = 'connect' | 'tls' | 'send' | 'head' | 'body'

/** What a Proxy-Status field says besides the error type, as RFC 9209 names it for that type. */
export type FailureParams = Readonly<Record<string, string | number>>

/** What one way of failing is: its error type, how far the request had come, and its sentence. */
export interface Row<Facts> {
  readonly type: ErrorType
  readonly phase: Phase
  readonly tell: (facts: Facts) => string
  readonly params: (facts: Facts) => FailureParams
}

const NONE: FailureParams = {}

/** Makes the rows of one phase. */
function during(phase: Phase) {
  return <Facts>(
    type: ErrorType,
    tell: (facts: Facts) => string,
    params: (facts: Facts) => FailureParams = () => NONE
  ): Row<Facts> => ({ type, phase, tell, params })
}

const connecting = during('connect')
const securing = during('tls')
const sending = during('send')
const inHead = during('head')
const inBody = during('body')

/** Every way in which a request to an upstream can fail: the one table from which log, field and status are made. */
export const FAILURES = {
  refused: connecting('connection_refused', (f: Where) => `connection refused by ${f.address}`),
  'socket-missing': connecting('connection_refused', (f: Where) => `no socket at ${f.address}`),
  'socket-forbidden': connecting('connection_refused', (f: Where) => `no permission to open ${f.address}`),
  'connect-timeout': connecting(
    'connection_timeout',
    (f: Where & Limit) => `connect timeout after ${f.limit} ms, ${f.address} did not take the connection`
  ),
  'connect-given-up': connecting(
    'connection_timeout',
    (f: Where) => `the system gave up connecting to ${f.address}, which never answered`
  ),
  unroutable: connecting('destination_ip_unroutable', (f: Where & Cause) => `no route to ${f.address} (${f.cause})`),
  'connect-broken': connecting(
    'connection_terminated',
    (f: Where & Cause) => `connecting to ${f.address} failed (${f.cause})`
  ),
  'no-socket-left': connecting(
    'proxy_internal_error',
    (f: Where & Cause) => `no socket to call ${f.address} with (${f.cause})`
  ),
  'dns-error': connecting(
    'dns_error',
    (f: Name) => `the name ${f.host} could not be resolved (${f.rcode ?? f.cause})`,
    f => (f.rcode === undefined ? NONE : { rcode: f.rcode })
  ),
  'dns-gave-up': connecting('dns_timeout', (f: Name) => `no resolver answered for the name ${f.host} (${f.cause})`),
  'dns-timeout': connecting(
    'dns_timeout',
    (f: { host: string } & Limit) => `connect timeout after ${f.limit} ms, resolving the name ${f.host}`
  ),
  'gateway-stopped': connecting('proxy_internal_error', () => 'the gateway was stopped'),
  'no-upstream': connecting('destination_unavailable', (f: { why: string }) => `no upstream is available: ${f.why}`),
  'connection-limit': connecting(
    'connection_limit_reached',
    (f: Limit) => `every upstream that is available has its ${f.limit} connections already`
  ),

  'certificate-rejected': securing(
    'tls_certificate_error',
    (f: Cause) => `the certificate does not verify (${f.cause})`
  ),
  'alert-received': securing(
    'tls_alert_received',
    (f: { id: number; name: string }) => `TLS alert ${f.id} received (${f.name})`,
    f => ({ 'alert-id': f.id, 'alert-message': f.name })
  ),
  'not-tls': securing('tls_protocol_error', (f: Line) => `the answer to the TLS handshake is not TLS: ${f.line}`),
  'tls-broken': securing('tls_protocol_error', (f: Cause) => `TLS failed (${f.cause})`),
  'handshake-hangup': securing('tls_protocol_error', (f: Cause) => `${f.cause} in the middle of the TLS handshake`),
  'handshake-timeout': securing(
    'connection_timeout',
    (f: Limit) => `connect timeout after ${f.limit} ms, in the TLS handshake`
  ),

  'write-timeout': sending(
    'connection_write_timeout',
    (f: Limit) => `write timeout after ${f.limit} ms in which nothing of the request was taken`
  ),
  'closed-while-sending': sending(
    'connection_terminated',
    () => 'connection closed (FIN) while the request was being sent'
  ),
  'reset-while-sending': sending(
    'connection_terminated',
    () => 'connection reset (RST) while the request was being sent'
  ),
  'request-cut': sending(
    'http_request_error',
    (f: { sent: number; announced: number | undefined }) =>
      `the request's body does not have the announced length: ${f.sent} of ${f.announced ?? 'unknown'} bytes`
  ),

  'no-head': inHead(
    'connection_read_timeout',
    (f: Limit & HeadSoFar) => `read timeout after ${f.limit} ms${waiting(f)}`
  ),
  'late-head': inHead(
    'http_response_timeout',
    (f: Limit & HeadSoFar) => `head timeout after ${f.limit} ms, ${ofTheHead(f)}`
  ),
  'late-answer': inHead(
    'http_response_timeout',
    (f: Limit & HeadSoFar) => `total timeout after ${f.limit} ms, ${ofTheHead(f)}`
  ),
  'closed-before-head': inHead('connection_terminated', (f: HeadSoFar) => `connection closed (FIN) ${ofTheHead(f)}`),
  'reset-before-head': inHead('connection_terminated', (f: HeadSoFar) => `connection reset (RST) ${ofTheHead(f)}`),
  'bad-status-line': inHead('http_protocol_error', (f: Line) => `not an HTTP/1.x status line: ${f.line}`),
  'bad-field-line': inHead('http_protocol_error', (f: Line) => `not a header line: ${f.line}`),
  'bad-length': inHead('http_protocol_error', (f: { value: string }) => `not a Content-Length: ${f.value}`),
  'length-and-coding': inHead('http_protocol_error', () => 'both Content-Length and Transfer-Encoding in one answer'),
  'coding-in-http10': inHead('http_protocol_error', () => 'Transfer-Encoding in an HTTP/1.0 answer'),
  'unknown-coding': inHead(
    'http_response_transfer_coding',
    (f: { value: string; coding: string | undefined }) => `Transfer-Encoding is not just chunked: ${f.value}`,
    f => (f.coding === undefined ? NONE : { coding: f.coding })
  ),
  'unasked-upgrade': inHead('http_protocol_error', () => '101 Switching Protocols, which nobody had asked for'),
  'interim-flood': inHead('http_protocol_error', (f: Limit) => `more than ${f.limit} interim answers`),
  'header-too-long': inHead(
    'http_response_header_size',
    (f: TooLong) => `header line ${f.name} of at least ${f.size} bytes, the limit is ${f.limit}`,
    f => ({ 'header-name': f.name, 'header-size': f.size })
  ),
  'headers-too-big': inHead(
    'http_response_header_section_size',
    (f: TooMuch) => `header section of at least ${f.size} bytes, the limit is ${f.limit}`,
    f => ({ 'header-section-size': f.size })
  ),

  'stalled-body': inBody(
    'connection_read_timeout',
    (f: Limit & BodySoFar) => `read timeout after ${f.limit} ms, ${ofTheBody(f)}`
  ),
  'late-body': inBody(
    'http_response_timeout',
    (f: Limit & BodySoFar) => `total timeout after ${f.limit} ms, ${ofTheBody(f)}`
  ),
  'closed-in-body': inBody('http_response_incomplete', (f: BodySoFar) => `connection closed (FIN) ${ofTheBody(f)}`),
  'reset-in-body': inBody('http_response_incomplete', (f: BodySoFar) => `connection reset (RST) ${ofTheBody(f)}`),
  'cut-without-close-notify': inBody(
    'http_response_incomplete',
    (f: BodySoFar) => `TLS ended without close_notify ${ofTheBody(f)}`
  ),
  'bad-chunk': inBody(
    'http_response_transfer_coding',
    (f: Line) => `not a chunk: ${f.line}`,
    () => ({ coding: 'chunked' })
  ),
  'bad-trailer-line': inBody('http_protocol_error', (f: Line) => `not a trailer line: ${f.line}`),
  'trailer-too-long': inBody(
    'http_response_trailer_size',
    (f: TooLong) => `trailer line ${f.name} of at least ${f.size} bytes, the limit is ${f.limit}`,
    f => ({ 'trailer-name': f.name, 'trailer-size': f.size })
  ),
  'trailers-too-big': inBody(
    'http_response_trailer_section_size',
    (f: TooMuch) => `trailer section of at least ${f.size} bytes, the limit is ${f.limit}`,
    f => ({ 'trailer-section-size': f.size })
  )
}
