import { ERROR_TYPES, type ErrorType } from '../core/error-types.js'

/** How far a request had come when it failed. */
export type Phase = 'connect' | 'tls' | 'send' | 'head' | 'body'

/** What a Proxy-Status field says besides the error type, as RFC 9209 names it for that type. */
export type FailureParams = Readonly<Record<string, string | number>>

interface Row<Facts> {
  readonly type: ErrorType
  readonly phase: Phase
  readonly tell: (facts: Facts) => string
  readonly params?: (facts: Facts) => FailureParams
}

function row<Facts>(
  type: ErrorType,
  phase: Phase,
  tell: (facts: Facts) => string,
  params?: (facts: Facts) => FailureParams
): Row<Facts> {
  return params === undefined ? { type, phase, tell } : { type, phase, tell, params }
}

interface Where {
  readonly address: string
}
interface Limit {
  readonly limit: number
}
interface Cause {
  readonly cause: string
}
interface Name {
  readonly host: string
  readonly cause: string
  /** The name of the DNS response code, when the resolver told one. */
  readonly rcode: string | undefined
}
interface HeadSoFar {
  readonly bytes: number
  readonly interims: number
}
interface BodySoFar {
  readonly got: number
  /** What was still to come, in words: "of 100 bytes", "before the last chunk". */
  readonly missing: string
}
interface Line {
  readonly line: string
}
interface TooLong {
  readonly name: string
  readonly size: number
  readonly limit: number
}
interface TooMuch {
  readonly size: number
  readonly limit: number
}

function ofTheHead({ bytes, interims }: HeadSoFar): string {
  if (bytes > 0) return `after ${bytes} bytes of the head`
  return interims > 0 ? `after ${interims} interim answers and no final one` : 'before any byte of an answer'
}

function waiting(facts: HeadSoFar): string {
  return facts.bytes === 0 && facts.interims === 0 ? 'waiting for the head' : ofTheHead(facts)
}

function ofTheBody({ got, missing }: BodySoFar): string {
  return `after ${got} bytes of the body, ${missing}`
}

const CHUNKED: FailureParams = { coding: 'chunked' }

const FAILURES = {
  refused: row('connection_refused', 'connect', (f: Where) => `connection refused by ${f.address}`),
  'socket-missing': row('connection_refused', 'connect', (f: Where) => `no socket at ${f.address}`),
  'socket-forbidden': row('connection_refused', 'connect', (f: Where) => `no permission to open ${f.address}`),
  'connect-timeout': row(
    'connection_timeout',
    'connect',
    (f: Where & Limit) => `connect timeout after ${f.limit} ms, ${f.address} did not take the connection`
  ),
  'connect-given-up': row(
    'connection_timeout',
    'connect',
    (f: Where) => `the system gave up connecting to ${f.address}, which never answered`
  ),
  unroutable: row(
    'destination_ip_unroutable',
    'connect',
    (f: Where & Cause) => `no route to ${f.address} (${f.cause})`
  ),
  'connect-broken': row(
    'connection_terminated',
    'connect',
    (f: Where & Cause) => `connecting to ${f.address} failed (${f.cause})`
  ),
  'no-socket-left': row(
    'proxy_internal_error',
    'connect',
    (f: Where & Cause) => `no socket to call ${f.address} with (${f.cause})`
  ),
  'dns-error': row(
    'dns_error',
    'connect',
    (f: Name) => `the name ${f.host} could not be resolved (${f.rcode ?? f.cause})`,
    (f): FailureParams => (f.rcode === undefined ? {} : { rcode: f.rcode })
  ),
  'dns-gave-up': row('dns_timeout', 'connect', (f: Name) => `no resolver answered for the name ${f.host} (${f.cause})`),
  'dns-timeout': row(
    'dns_timeout',
    'connect',
    (f: { host: string } & Limit) => `connect timeout after ${f.limit} ms, resolving the name ${f.host}`
  ),
  'gateway-stopped': row('proxy_internal_error', 'connect', () => 'the gateway was stopped'),

  'certificate-rejected': row(
    'tls_certificate_error',
    'tls',
    (f: Cause) => `the certificate does not verify (${f.cause})`
  ),
  'alert-received': row(
    'tls_alert_received',
    'tls',
    (f: { id: number; name: string }) => `TLS alert ${f.id} received (${f.name})`,
    (f): FailureParams => ({ 'alert-id': f.id, 'alert-message': f.name })
  ),
  'not-tls': row('tls_protocol_error', 'tls', (f: Line) => `the answer to the TLS handshake is not TLS: ${f.line}`),
  'tls-broken': row('tls_protocol_error', 'tls', (f: Cause) => `TLS failed (${f.cause})`),
  'handshake-hangup': row('tls_protocol_error', 'tls', (f: Cause) => `${f.cause} in the middle of the TLS handshake`),
  'handshake-timeout': row(
    'connection_timeout',
    'tls',
    (f: Limit) => `connect timeout after ${f.limit} ms, in the TLS handshake`
  ),

  'write-timeout': row(
    'connection_write_timeout',
    'send',
    (f: Limit) => `write timeout after ${f.limit} ms in which nothing of the request was taken`
  ),
  'closed-while-sending': row(
    'connection_terminated',
    'send',
    () => 'connection closed (FIN) while the request was being sent'
  ),
  'reset-while-sending': row(
    'connection_terminated',
    'send',
    () => 'connection reset (RST) while the request was being sent'
  ),
  'request-cut': row(
    'http_request_error',
    'send',
    (f: { sent: number; announced: number | undefined }) =>
      `the request's body does not have the announced length: ${f.sent} of ${f.announced ?? 'unknown'} bytes`
  ),

  'no-head': row(
    'connection_read_timeout',
    'head',
    (f: Limit & HeadSoFar) => `read timeout after ${f.limit} ms ${waiting(f)}`
  ),
  'late-head': row(
    'http_response_timeout',
    'head',
    (f: Limit & HeadSoFar) => `head timeout after ${f.limit} ms, ${ofTheHead(f)}`
  ),
  'late-answer': row(
    'http_response_timeout',
    'head',
    (f: Limit & HeadSoFar) => `total timeout after ${f.limit} ms, ${ofTheHead(f)}`
  ),
  'closed-before-head': row(
    'connection_terminated',
    'head',
    (f: HeadSoFar) => `connection closed (FIN) ${ofTheHead(f)}`
  ),
  'reset-before-head': row('connection_terminated', 'head', (f: HeadSoFar) => `connection reset (RST) ${ofTheHead(f)}`),
  'bad-status-line': row('http_protocol_error', 'head', (f: Line) => `not an HTTP/1.x status line: ${f.line}`),
  'bad-field-line': row('http_protocol_error', 'head', (f: Line) => `not a header line: ${f.line}`),
  'bad-length': row('http_protocol_error', 'head', (f: { value: string }) => `not a Content-Length: ${f.value}`),
  'length-and-coding': row(
    'http_protocol_error',
    'head',
    () => 'both Content-Length and Transfer-Encoding in one answer'
  ),
  'coding-in-http10': row('http_protocol_error', 'head', () => 'Transfer-Encoding in an HTTP/1.0 answer'),
  'unknown-coding': row(
    'http_response_transfer_coding',
    'head',
    (f: { value: string; coding: string | undefined }) => `Transfer-Encoding is not just chunked: ${f.value}`,
    (f): FailureParams => (f.coding === undefined ? {} : { coding: f.coding })
  ),
  'unasked-upgrade': row('http_protocol_error', 'head', () => '101 Switching Protocols, which nobody had asked for'),
  'interim-flood': row('http_protocol_error', 'head', (f: Limit) => `more than ${f.limit} interim answers`),
  'header-too-long': row(
    'http_response_header_size',
    'head',
    (f: TooLong) => `header line ${f.name} of at least ${f.size} bytes, the limit is ${f.limit}`,
    (f): FailureParams => ({ 'header-name': f.name, 'header-size': f.size })
  ),
  'headers-too-big': row(
    'http_response_header_section_size',
    'head',
    (f: TooMuch) => `header section of at least ${f.size} bytes, the limit is ${f.limit}`,
    (f): FailureParams => ({ 'header-section-size': f.size })
  ),

  'stalled-body': row(
    'connection_read_timeout',
    'body',
    (f: Limit & BodySoFar) => `read timeout after ${f.limit} ms ${ofTheBody(f)}`
  ),
  'late-body': row(
    'http_response_timeout',
    'body',
    (f: Limit & BodySoFar) => `total timeout after ${f.limit} ms, ${ofTheBody(f)}`
  ),
  'closed-in-body': row(
    'http_response_incomplete',
    'body',
    (f: BodySoFar) => `connection closed (FIN) ${ofTheBody(f)}`
  ),
  'reset-in-body': row('http_response_incomplete', 'body', (f: BodySoFar) => `connection reset (RST) ${ofTheBody(f)}`),
  'cut-without-close-notify': row(
    'http_response_incomplete',
    'body',
    (f: BodySoFar) => `connection closed without a TLS close_notify ${ofTheBody(f)}`
  ),
  'bad-chunk': row(
    'http_response_transfer_coding',
    'body',
    (f: Line) => `not a chunk: ${f.line}`,
    () => CHUNKED
  ),
  'bad-trailer-line': row('http_protocol_error', 'body', (f: Line) => `not a trailer line: ${f.line}`),
  'trailer-too-long': row(
    'http_response_trailer_size',
    'body',
    (f: TooLong) => `trailer line ${f.name} of at least ${f.size} bytes, the limit is ${f.limit}`,
    (f): FailureParams => ({ 'trailer-name': f.name, 'trailer-size': f.size })
  ),
  'trailers-too-big': row(
    'http_response_trailer_section_size',
    'body',
    (f: TooMuch) => `trailer section of at least ${f.size} bytes, the limit is ${f.limit}`,
    (f): FailureParams => ({ 'trailer-section-size': f.size })
  )
}

/** The name of a way in which a request can fail, as it stands in the log. */
export type FailureCode = keyof typeof FAILURES

/** What has to be known to tell a failure of this code. */
export type FailureFacts<Code extends FailureCode> = Parameters<(typeof FAILURES)[Code]['tell']>[0]

/** The status where the registry leaves it to the occasion: only a request that broke off comes to that. */
const BAD_REQUEST = 400

/** One failed request: what went wrong, which error type and status that is, and a sentence with the real numbers. */
export class Failure {
  private constructor(
    readonly code: FailureCode,
    readonly type: ErrorType,
    readonly status: number,
    readonly phase: Phase,
    /** In plain words and plain ASCII, so that it can stand in a log line and in a field alike. */
    readonly message: string,
    /** The parameters of Proxy-Status that belong to the type. */
    readonly params: FailureParams
  ) {}

  /** The failure of that code, told with these facts. */
  static of<Code extends FailureCode>(code: Code, facts: FailureFacts<Code>): Failure {
    const { type, phase, tell, params } = FAILURES[code] as Row<FailureFacts<Code>>
    return new Failure(code, type, ERROR_TYPES[type].status ?? BAD_REQUEST, phase, tell(facts), params?.(facts) ?? {})
  }
}

/** Every code there is, in the order of a request's way. */
export const FAILURE_CODES = Object.keys(FAILURES) as readonly FailureCode[]
