import t from 'tap'
import { parseErrorLine } from '../../src/targets/nginx/error-line.js'

const BEHIND =
  ', client: 127.0.0.1, server: , request: "GET /a, b HTTP/1.1", upstream: "http://127.0.0.1:9/a", host: "x"'

/** The messages, and phase and error type that they stand for. */
const MESSAGES: readonly [string, string | undefined, string | undefined][] = [
  ['connect() failed (111: Connection refused) while connecting to upstream', 'connect', 'connection_refused'],
  ['connect() failed (113: No route to host) while connecting to upstream', 'connect', 'destination_ip_unroutable'],
  [
    'connect() failed (101: Network is unreachable) while connecting to upstream',
    'connect',
    'destination_ip_unroutable'
  ],
  ['connect() failed (110: Connection timed out) while connecting to upstream', 'connect', 'connection_timeout'],
  [
    'connect() to unix:/x failed (2: No such file or directory) while connecting to upstream',
    'connect',
    'connection_refused'
  ],
  ['upstream timed out (110: Connection timed out) while connecting to upstream', 'connect', 'connection_timeout'],
  ['upstream timed out (110: Connection timed out) while SSL handshaking to upstream', 'tls', 'connection_timeout'],
  [
    'upstream timed out (110: Connection timed out) while sending request to upstream',
    'send',
    'connection_write_timeout'
  ],
  [
    'upstream timed out (110: Connection timed out) while reading response header from upstream',
    'head',
    'connection_read_timeout'
  ],
  ['upstream timed out (110: Connection timed out) while reading upstream', 'body', 'connection_read_timeout'],
  ['no live upstreams while connecting to upstream', 'connect', 'destination_unavailable'],
  ['app could not be resolved (3: Host not found)', 'connect', 'dns_error'],
  ['app could not be resolved (110: Operation timed out)', 'connect', 'dns_timeout'],
  ['no resolver defined to resolve app', 'connect', 'proxy_configuration_error'],
  [
    'upstream SSL certificate verify error: (10:certificate has expired) while SSL handshaking to upstream',
    'tls',
    'tls_certificate_error'
  ],
  [
    'SSL_do_handshake() failed (SSL: error:1:x:y:sslv3 alert handshake failure:SSL alert number 40) while SSL handshaking to upstream',
    'tls',
    'tls_alert_received'
  ],
  [
    'SSL_do_handshake() failed (SSL: error:1:x:y:wrong version number) while SSL handshaking to upstream',
    'tls',
    'tls_protocol_error'
  ],
  ['peer closed connection in SSL handshake while SSL handshaking to upstream', 'tls', 'tls_protocol_error'],
  ['writev() failed (32: Broken pipe) while sending request to upstream', 'send', 'connection_terminated'],
  [
    'upstream prematurely closed connection while reading response header from upstream',
    'head',
    'connection_terminated'
  ],
  [
    'recv() failed (104: Connection reset by peer) while reading response header from upstream',
    'head',
    'connection_terminated'
  ],
  [
    'upstream sent too big header while reading response header from upstream',
    'head',
    'http_response_header_section_size'
  ],
  [
    'upstream sent invalid header: "Bad\\x20..." while reading response header from upstream',
    'head',
    'http_protocol_error'
  ],
  ['upstream sent no valid HTTP/1.0 header while reading response header from upstream', 'head', 'http_protocol_error'],
  [
    'upstream sent duplicate header line: "Content-Length: 2" while reading response header from upstream',
    'head',
    'http_protocol_error'
  ],
  [
    'upstream sent unknown "Transfer-Encoding": "gzip" while reading response header from upstream',
    'head',
    'http_response_transfer_coding'
  ],
  ['upstream sent invalid chunked response while reading upstream', 'body', 'http_response_transfer_coding'],
  ['upstream prematurely closed connection while reading upstream', 'body', 'http_response_incomplete'],
  ['readv() failed (104: Connection reset by peer) while reading upstream', 'body', 'http_response_incomplete'],
  [
    'upstream timed out (110: Connection timed out) while proxying upgraded connection',
    'body',
    'connection_read_timeout'
  ],
  [
    'client prematurely closed connection, so upstream connection is closed too while sending request to upstream',
    'client',
    undefined
  ],
  [
    'client sent invalid header line: "Bad\\x0D..." while reading client request headers',
    'client',
    'http_request_error'
  ],
  ['something that nobody has seen yet', undefined, undefined]
]

for (const [message, phase, error] of MESSAGES) {
  t.test(message, async t => {
    const line = parseErrorLine(`2026/11/20 17:48:52 [error] 10077#10077: *3 ${message}${BEHIND}`)
    t.match(line, { connection: '3', level: 'error', message })
    t.equal(line?.phase, phase)
    t.equal(line?.error, error)
  })
}

t.test('the levels of nginx are three of ours', async t => {
  const level = (word: string) => parseErrorLine(`2026/11/20 17:48:52 [${word}] 1#1: x`)?.level
  t.strictSame(['debug', 'info', 'notice', 'warn'].map(level), ['info', 'info', 'info', 'warn'])
  t.strictSame(['error', 'crit', 'alert', 'emerg'].map(level), ['error', 'error', 'error', 'error'])
})

t.test('what is no line of the error log is none', async t => {
  t.equal(parseErrorLine('nginx: [emerg] no "events" section'), undefined)
  t.equal(parseErrorLine(''), undefined)
})
