import { isRound } from '../duration.js'
import type { Finding } from '../finding.js'
import type { Causes, Suspect } from './cause.js'

const atOnce = ({ milliseconds }: Finding) => milliseconds !== undefined && milliseconds < 200
const unsafe = ({ method }: Finding) =>
  method !== undefined && !['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)

const CRASH: Suspect = {
  what: 'the process died with the request in its hands',
  tell: 'no fixed time, several at once; `dmesg -T | grep -i killed`, exit code 137 or 139',
  scenarios: ['crash']
}
const WORKER_KILLED: Suspect = {
  what: 'the application server killed its worker',
  tell: 'always after the same round number of seconds; `grep -r "WORKER TIMEOUT" /var/log`',
  scenarios: ['worker-timeout-kill'],
  fits: ({ milliseconds }) => milliseconds !== undefined && isRound(milliseconds)
}
const RACE: Suspect = {
  what: 'an idle connection that the upstream was closing (keep-alive race)',
  tell: 'rare, at once, mostly POST, more at low traffic, nothing in the application’s log',
  scenarios: ['keepalive-race-post', 'idle-timeout-mismatch'],
  fits: finding => unsafe(finding) && (finding.milliseconds === undefined || atOnce(finding))
}
const DEPLOY: Suspect = {
  what: 'a deploy stopped it with requests in flight',
  tell: 'a burst at the time of a deploy',
  scenarios: ['shutdown-without-drain', 'rolling-deploy']
}
const BY_DESIGN: Suspect = {
  what: 'the port speaks something else, TLS for example',
  tell: 'every request, also with curl past the gateway: exit code 52',
  scenarios: ['empty-reply']
}
const NOBODY_BEHIND: Suspect = {
  what: 'a proxy in between (docker-proxy, kube-proxy, a tunnel) has nobody behind it',
  tell: 'every request, at once; `ss -ltnp | grep :9000` names another program',
  scenarios: ['close-on-accept']
}
const EXIT: Suspect = {
  what: 'a handler that ends the process',
  tell: 'one route only; exit code 0 or 1 in `journalctl -u app`',
  scenarios: ['exit-in-handler', 'crash']
}
const FIREWALL: Suspect = {
  what: 'somebody in between resets: a firewall, a balancer that forgot the connection',
  tell: 'after a long silence (350 s, 240 s); tcpdump shows another sender of the RST',
  scenarios: ['reset-before-reply', 'reset-on-accept']
}
const UNREAD: Suspect = {
  what: 'it closed with bytes unread, or drops whom it does not know',
  tell: 'every request, at once; an allow list, a connection cap',
  scenarios: ['reset-on-accept', 'close-on-accept', 'reset-before-reply']
}

/** The upstream took the connection, and ended it before there was an answer. */
export const CLOSING = {
  'closed-before-head': {
    type: 'connection_terminated',
    title: 'The upstream closed the connection before it had answered',
    means: 'The request was sent, and instead of an answer came the end of the connection.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['crash', 'empty-reply'],
    check:
      '`journalctl -u app --since -10min | grep -Ei "killed|dumped|exited|WORKER TIMEOUT"` and `dmesg -T | grep -i "killed process"`. Nothing there: compare the idle timeouts (the application’s must be longer than the gateway’s).',
    fix: 'What kills the process, or ends its workers. For the race: the application keeps idle connections longer than the gateway does (Node: `keepAliveTimeout = 65_000` against 60 s).',
    trap: 'Timeouts of the gateway: nobody was waited for in vain. Letting it retry POST: it cannot tell “never read” from “done, then died”.',
    suspects: [CRASH, WORKER_KILLED, RACE, DEPLOY, EXIT, BY_DESIGN, NOBODY_BEHIND]
  },
  'reset-before-head': {
    type: 'connection_terminated',
    title: 'The upstream reset the connection before it had answered',
    means:
      'The request was sent, and a RST came back: somebody closed with it unread, or dropped the connection on purpose.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['reset-before-reply', 'keepalive-race-post'],
    check:
      'Who sends the RST: `tcpdump -ni any "port 9000 and tcp[tcpflags] & tcp-rst != 0"`. And compare two numbers: how long the application keeps an idle connection, and how long the gateway does; the application’s must be larger.',
    fix: 'For the race: who sends the requests closes first (Node: `keepAliveTimeout = 65_000` against the gateway’s 60 s). Otherwise read the whole request before closing; let the gateway’s address in.',
    trap: 'Taking it for a refused connection: there the RST answers the SYN. Letting the gateway retry POST: it may have been done.',
    suspects: [RACE, UNREAD, NOBODY_BEHIND, CRASH, WORKER_KILLED, FIREWALL]
  },
  'closed-while-sending': {
    type: 'connection_terminated',
    title: 'The upstream closed while the request was being sent',
    means: 'It did not want the rest of the request, or died in the middle of it.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['upload-reset', 'early-413', 'reset-before-reply'],
    check:
      'Only large uploads? Then the application’s log shows a 413 or 401: it answered and closed without reading on. Compare its limit with the gateway’s `client_max_body_size`.',
    fix: 'The same limit at the gateway, so that it says 413 by itself; and let the application read the rest, or close slowly.',
    trap: 'No limit at the gateway at all: then every large body goes all the way to be refused.',
    suspects: [
      {
        what: 'refused the body early, and closed',
        tell: 'only large uploads; 413 or 401 in the application’s log',
        scenarios: ['early-413', 'upload-reset']
      },
      RACE,
      CRASH
    ]
  },
  'process-died': {
    type: 'connection_terminated',
    title: 'A process behind the gateway died or was killed',
    means: 'Everything that it had in its hands ends in 502, and until it is back every connection is refused.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['crash', 'crash-loop']
  },
  'out-of-memory': {
    type: 'connection_terminated',
    title: 'A process was killed because memory ran out',
    means: 'All requests that it had in its hands end at once; in a container the exit code is 137.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['crash'],
    check:
      '`dmesg -T | grep -i "killed process"`; in Kubernetes `kubectl get pods -A | grep -i oom` and `kubectl describe pod NAME | grep -A3 "Last State"`.',
    fix: 'The leak, or fewer requests side by side; then the limit.',
    trap: 'Timeouts: nobody was waited for. More memory alone makes a leak last until tomorrow.'
  },
  'worker-killed': {
    type: 'connection_terminated',
    title: 'The application server killed a worker that took too long',
    means: 'The gateway sees a connection that ends: 502 at a round number of seconds, not 504.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['worker-timeout-kill']
  },
  'http2-ended': {
    type: 'connection_terminated',
    title: 'The upstream ended the HTTP/2 stream or connection',
    means: 'GOAWAY or RST_STREAM: it drains, recycles its connection, or is at its limit of streams.',
    fault: 'upstream',
    reached: 'maybe',
    scenarios: ['h2-goaway', 'h2-refused-stream', 'h2-reset', 'shutdown-without-drain'],
    check:
      'Count them by time: `grep -iE "goaway|rejected request" error.log | cut -c1-16 | uniq -c`. At deploys, or every N minutes: a maximum age of connections. Error 7 (REFUSED_STREAM): its limit of streams. Error 11: too many pings.',
    fix: 'Let the server announce GOAWAY and finish its streams; ping less often than its minimum; more connections.',
    trap: 'Switching HTTP/2 off for ever. A refused stream was not processed, and may be sent again.'
  }
} as const satisfies Causes
