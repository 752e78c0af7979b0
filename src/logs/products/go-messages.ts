import { phrases } from './phrases.js'

/** What Go’s network and HTTP packages say: Caddy, Traefik, and every proxy that is written in Go. */
export const GO_MESSAGES = phrases(
  ['connect: connection refused', 'refused'],
  ['actively refused it', 'refused'],
  ['connect: no route to host', 'unroutable'],
  ['connect: network is unreachable', 'unroutable'],
  ['connect: connection timed out', 'connect-timeout'],
  ['connect: cannot assign requested address', 'ports-exhausted'],
  ['connect: no such file or directory', 'socket-missing'],
  ['connect: permission denied', 'socket-forbidden'],
  ['connect: resource temporarily unavailable', 'queue-full'],
  ['too many open files', 'gateway-exhausted'],
  ['no such host', 'unknown-host'],
  ['server misbehaving', 'dns-failure'],
  ['lookup ', 'dns-timeout', 'i/o timeout'],
  ['dial tcp', 'connect-timeout', 'i/o timeout'],
  ['dial tcp', 'connect-timeout', 'deadline exceeded'],
  ['tls handshake timeout', 'tls-timeout'],
  ['first record does not look like a tls handshake', 'tls-protocol'],
  ['server gave http response to https client', 'tls-protocol'],
  ['x509:', 'tls-certificate'],
  ['failed to verify certificate', 'tls-certificate'],
  ['remote error: tls', 'tls-alert'],
  ['timeout awaiting response headers', 'read-timeout'],
  ['readfrom tcp', 'write-timeout', 'i/o timeout'],
  ['write tcp', 'write-timeout', 'i/o timeout'],
  ['reading from backend', 'stalled-body', 'i/o timeout'],
  ['aborting with incomplete response', 'stalled-body', 'i/o timeout'],
  ['malformed http', 'not-http'],
  ['malformed mime header', 'bad-header'],
  ['invalid header field', 'bad-header'],
  ['bad content-length', 'bad-framing'],
  ['multiple content-length', 'bad-framing'],
  ['too many transfer encodings', 'bad-framing'],
  ['unsupported transfer encoding', 'bad-coding'],
  ['invalid byte in chunk length', 'bad-coding'],
  ['malformed chunked encoding', 'bad-coding'],
  ['server response headers exceeded', 'header-too-big'],
  ['goaway', 'http2-ended', 'http2'],
  ['refused_stream', 'http2-ended'],
  ['stream error', 'http2-ended', 'stream id'],
  ['http: server closed idle connection', 'reset-before-head'],
  ['transport connection broken', 'read-timeout', 'i/o timeout'],
  ['transport connection broken', 'reset-before-head', 'reset by peer'],
  ['transport connection broken', 'closed-before-head'],
  ['aborting with incomplete response', 'cut-body'],
  ['unexpected eof', 'cut-body'],
  ['no upstreams available', 'no-healthy-upstream'],
  ['no available server', 'no-healthy-upstream'],
  ['context canceled', 'client-gone'],
  ['client disconnected', 'client-gone'],
  ['connection reset by peer', 'closed-while-sending', 'write:'],
  ['broken pipe', 'closed-while-sending', 'write:'],
  ['connection reset by peer', 'reset-before-head'],
  ['context deadline exceeded', 'read-timeout'],
  ['i/o timeout', 'read-timeout'],
  [' eof', 'closed-before-head'],
  ['"eof"', 'closed-before-head'],
  ['=eof', 'closed-before-head']
)

/** Whether a text is an error of Go’s network packages at all: some of the words above are too common. */
export function soundsLikeGo(text: string): boolean {
  return /\b(?:dial (?:tcp|udp|unix)|read (?:tcp|unix)|write (?:tcp|unix)|round ?trip|http: proxy error|lookup \S+ on|reverseproxy|reading from backend|with incomplete response|x509:|net\/http|http2:)|\bEOF\b/i.test(
    text
  )
}
