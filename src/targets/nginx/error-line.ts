import type { ErrorType } from '../../core/error-types.js'
import type { LogEntry, Phase } from '../../core/log-entry.js'

/** A line of nginx's error log, taken apart. */
export interface ErrorLine {
  readonly raw: string
  readonly level: LogEntry['level']
  /** The client's connection that it is about; undefined for what is about nginx itself. */
  readonly connection: string | undefined
  readonly message: string
  readonly phase: Phase | undefined
  readonly error: ErrorType | undefined
}

// 2026/11/20 17:48:52 [error] 10077#10077: *3 upstream timed out (110: …) while reading response header from upstream, client: …
const LINE = /^\d{4}\/\d\d\/\d\d [\d:]{8} \[(\w+)\] \d+#\d+: (?:\*(\d+) )?(.*)$/
const DECORATION = /, (?:client|server|request|upstream|host|referrer): .*$/

/** Reads a line of the error log; undefined when it is none. */
export function parseErrorLine(raw: string): ErrorLine | undefined {
  const match = LINE.exec(raw)
  if (match === null) return undefined
  const [, word = '', connection, text = ''] = match
  const message = text.replace(DECORATION, '')
  const phase = phaseOf(message)
  return { raw, level: levelOf(word), connection, message, phase, error: errorTypeOf(message, phase) }
}

function levelOf(word: string): LogEntry['level'] {
  if (word === 'warn') return 'warn'
  return ['error', 'crit', 'alert', 'emerg'].includes(word) ? 'error' : 'info'
}

/** What nginx says that it was doing, after `while`. */
const DOING: readonly (readonly [RegExp, Phase])[] = [
  [/client (?:prematurely closed|sent|intended)|^limiting requests/, 'client'],
  [/ while connecting to upstream/, 'connect'],
  [/could not be resolved|no resolver defined/, 'connect'],
  [/ while SSL handshaking to upstream/, 'tls'],
  [/ while sending request to upstream/, 'send'],
  [/ while reading response header from upstream/, 'head'],
  [/ while (?:reading upstream|proxying upgraded connection|sending to client)/, 'body'],
  [/ while (?:reading client|waiting for request)/, 'client']
]

function phaseOf(message: string): Phase | undefined {
  return DOING.find(([pattern]) => pattern.test(message))?.[1]
}

/** What a message means, the first that fits; where the phases are empty it means the same in all of them. */
const MEANINGS: readonly (readonly [RegExp, readonly Phase[], ErrorType])[] = [
  [/^upstream timed out/, ['connect', 'tls'], 'connection_timeout'],
  [/^upstream timed out/, ['send'], 'connection_write_timeout'],
  [/^upstream timed out/, ['head', 'body'], 'connection_read_timeout'],
  [/^connect\(\) .*failed \(110:/, [], 'connection_timeout'],
  [/^connect\(\) .*failed \((?:101|113):/, [], 'destination_ip_unroutable'],
  [/^connect\(\) .*failed \((?:111|2|11|13):/, [], 'connection_refused'],
  [/^connect\(\) .*failed \(104:/, [], 'connection_terminated'],
  [/^no live upstreams/, [], 'destination_unavailable'],
  [/could not be resolved \(110:/, [], 'dns_timeout'],
  [/could not be resolved/, [], 'dns_error'],
  [/^no resolver defined/, [], 'proxy_configuration_error'],
  [/^upstream SSL certificate/, [], 'tls_certificate_error'],
  [/SSL alert number/, [], 'tls_alert_received'],
  [/SSL_do_handshake\(\) failed|in SSL handshake/, ['tls'], 'tls_protocol_error'],
  [/^upstream sent too big header/, [], 'http_response_header_section_size'],
  [/^upstream sent unknown "Transfer-Encoding"/, [], 'http_response_transfer_coding'],
  [/^upstream sent invalid chunked response/, [], 'http_response_transfer_coding'],
  [/^upstream sent (?:no valid|invalid|duplicate header|"Content-Length" and)/, ['head'], 'http_protocol_error'],
  [/^upstream prematurely closed|\((?:104|32):/, ['body'], 'http_response_incomplete'],
  [/^upstream prematurely closed|\((?:104|32):/, ['send', 'head', 'tls'], 'connection_terminated'],
  [/^limiting requests/, ['client'], 'http_request_denied'],
  [/^client sent/, ['client'], 'http_request_error']
]

function errorTypeOf(message: string, phase: Phase | undefined): ErrorType | undefined {
  const fits = (phases: readonly Phase[]) => phases.length === 0 || (phase !== undefined && phases.includes(phase))
  return MEANINGS.find(([pattern, phases]) => pattern.test(message) && fits(phases))?.[2]
}
