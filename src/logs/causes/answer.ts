import type { Causes } from './cause.js'

/** The upstream answered, and the answer could not be used. */
export const ANSWER = {
  'bad-header': {
    type: 'http_protocol_error',
    title: 'The upstream sent a header line that is none',
    means: 'It answered; a line of the head has no colon, a space or a control character where none may be.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['malformed-headers']
  },
  'not-http': {
    type: 'http_protocol_error',
    title: 'What the upstream sent is no HTTP',
    means:
      'The first line of the answer is no status line: another service has the port, or TLS was asked in plain text.',
    fault: 'gateway',
    reached: 'maybe',
    scenarios: ['garbage', 'wrong-service', 'bad-status-line']
  },
  'bad-framing': {
    type: 'http_protocol_error',
    title: 'The upstream contradicts itself about the length of its answer',
    means:
      'Two lengths, a length together with Transfer-Encoding, or a length that is no number: whoever believes one of them can be led astray.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['two-lengths', 'length-and-chunked', 'negative-length'],
    check:
      'The raw head, past the gateway: `curl -sS --raw -D - -o /dev/null http://127.0.0.1:9000/ | grep -iE "content-length|transfer-encoding"`. Mostly a middleware that sets a length after the framework did.',
    fix: 'Let one place set the length: the framework.',
    trap: 'An older gateway that let it pass (nginx before 1.23): what passes can be smuggled.'
  },
  'header-too-big': {
    type: 'http_response_header_section_size',
    title: 'The upstream’s header is larger than the gateway takes',
    means: 'It answered; cookies, tokens or a long policy made its head too large (nginx: 4 or 8 KB by default).',
    fault: 'application',
    reached: 'yes',
    scenarios: ['big-header', 'many-headers'],
    check:
      'As the user who has it: `curl -sD - -o /dev/null -b "$COOKIE" http://127.0.0.1:9000/ | wc -c`. Only some users, since they logged in: a session in a cookie.',
    fix: 'A smaller head. Until then a larger buffer on that route: `proxy_buffer_size 16k; proxy_buffers 4 16k` (HAProxy: `tune.bufsize`).',
    trap: 'Buffers of 1 MB everywhere: each connection pays for them.'
  },
  'bad-coding': {
    type: 'http_response_transfer_coding',
    title: 'The upstream’s chunks cannot be read',
    means: 'A chunk size that is no number, or a Transfer-Encoding that nobody knows.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['bad-chunk', 'unknown-coding'],
    check:
      'The bytes past the gateway: `printf "GET / HTTP/1.1\\r\\nHost: app\\r\\nConnection: close\\r\\n\\r\\n" | nc -w 2 127.0.0.1 9000 | head -c 600 | xxd | tail -20`.',
    fix: 'Mostly somebody writes into the connection past the framework, or an error page in the middle of a stream.',
    trap: 'If the head was sent already the client saw 200, and a cut.'
  },
  'bad-compression': {
    type: 'http_response_content_coding',
    title: 'The body is not compressed as its head says',
    means: 'Content-Encoding promises gzip or br, and the bytes are something else.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['broken-gzip'],
    check: '`curl -s --raw -H "Accept-Encoding: gzip" http://127.0.0.1:9000/ | gzip -t`.',
    fix: 'One place that compresses; not the application and a middleware both.'
  },
  'bad-answer': {
    type: 'http_protocol_error',
    title: 'The upstream’s answer is not valid HTTP',
    means:
      'It answered, and the gateway could not make sense of it or found it too dangerous to pass on. The line does not say what was wrong.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['malformed-headers', 'garbage'],
    check:
      'The raw bytes, past the gateway: `printf "GET / HTTP/1.1\\r\\nHost: app\\r\\nConnection: close\\r\\n\\r\\n" | nc -w 2 127.0.0.1 9000 | head -20 | cat -A`. HAProxy keeps the last bad one: `echo "show errors" | socat - /run/haproxy/admin.sock`.',
    fix: 'In the application: what it sends. Or the port, when something else answers there.',
    trap: 'Telling the gateway to be lenient: what it lets through reaches the browsers.',
    suspects: [
      {
        what: 'a bad header line',
        tell: 'one route; `curl -sv --raw` past the gateway; HAProxy: `echo "show errors" | socat - /run/haproxy/admin.sock`',
        scenarios: ['malformed-headers']
      },
      {
        what: 'a header that is too large',
        tell: 'some users only, since they logged in',
        scenarios: ['big-header', 'many-headers']
      },
      {
        what: 'contradicting lengths, bad chunks',
        tell: 'one route; since a change of middleware',
        scenarios: ['two-lengths', 'bad-chunk', 'negative-length']
      },
      {
        what: 'no HTTP at all',
        tell: 'every request, since a change of ports',
        scenarios: ['garbage', 'wrong-service']
      }
    ]
  },
  'wrong-protocol': {
    type: 'http_protocol_error',
    title: 'The two sides speak different protocols',
    means:
      'HTTP/1 against HTTP/2 or gRPC, FastCGI against HTTP, PROXY protocol on one side only, plain text against TLS.',
    fault: 'gateway',
    reached: 'maybe',
    scenarios: ['h2-required', 'wrong-service', 'garbage'],
    check:
      'What the port speaks: `curl -sv --http1.1 http://127.0.0.1:9000/`, `curl -sv --http2-prior-knowledge http://127.0.0.1:9000/`, `openssl s_client -connect 127.0.0.1:9000`. 4740180 is the text “HTT”, 72 is “H”: an HTTP/1 answer where another protocol was expected.',
    fix: 'The right scheme in the gateway: proxy_pass for HTTP, grpc_pass for gRPC, fastcgi_pass for FPM; PROXY protocol on both sides or on none.',
    trap: 'Larger buffers, which the message about a too large frame suggests.'
  },
  'upgrade-failed': {
    type: 'http_upgrade_failed',
    title: 'The upgrade of the connection failed',
    means: 'A WebSocket, or another protocol, was asked for, and the upstream did not go along.',
    fault: 'gateway',
    reached: 'yes',
    scenarios: ['websocket-refused', 'unasked-101'],
    check:
      '`curl -sv --http1.1 -H "Connection: Upgrade" -H "Upgrade: websocket" -H "Sec-WebSocket-Version: 13" -H "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==" http://127.0.0.1:9000/`: 101 past the gateway and not through it means that it drops Upgrade and Connection.',
    fix: 'Pass both fields on (nginx: `proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade`).'
  },
  'cut-body': {
    type: 'http_response_incomplete',
    title: 'The answer broke off before its end',
    means: 'The status had been sent, mostly 200: the client sees less than was announced, and no error page.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['truncated-body', 'truncated-chunks'],
    suspects: [
      {
        what: 'a wrong Content-Length',
        tell: 'the same route always, the same number of bytes missing',
        scenarios: ['truncated-body']
      },
      {
        what: 'an exception, or a crash, in the middle of the answer',
        tell: 'a trace in the application’s log at that second',
        scenarios: ['truncated-chunks', 'truncated-body', 'crash']
      }
    ]
  },
  'body-too-big': {
    type: 'http_response_body_size',
    title: 'The answer’s body is larger than the gateway takes',
    means: 'The gateway has a limit for answers (Lambda behind ALB: 1 MB).',
    fault: 'gateway',
    reached: 'yes',
    scenarios: ['body-over-limit'],
    check: 'How large is it: `curl -so /dev/null -w "%{size_download}\\n" http://127.0.0.1:9000/`.',
    fix: 'Send a link to the file instead of the file, or pages of a list.'
  },
  'extra-bytes': {
    type: 'http_protocol_error',
    title: 'The upstream sent more than it had announced',
    means: 'The answer passed; the bytes behind it are thrown away, and the connection is not used again.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['extra-bytes'],
    check:
      '`curl -sv http://127.0.0.1:9000/ 2>&1 | grep -i excess`: a Content-Length that was computed before compressing or encoding, or a body on 204 and 304.',
    fix: 'The length, counted in bytes, after the last change to the body.'
  },
  'application-error': {
    type: 'none',
    title: 'The application itself said so: the gateway only passed it on',
    means: 'The status came from behind. Timeouts, ports and buffers of this gateway have nothing to do with it.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['app-500', 'app-502', 'app-503-maintenance', 'app-504'],
    check:
      'The application’s log at that second, by the request’s path or id. Is the application a gateway as well? Then look one hop further: `curl -sI http://127.0.0.1:9000/ | grep -iE "^(server|via|proxy-status|retry-after)"`.',
    fix: 'In the application, or in what stands behind it.',
    trap: 'Debugging the edge: the number is the same, the fault is a hop further.'
  }
} as const satisfies Causes
