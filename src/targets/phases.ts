import type { Phase } from '../core/log-entry.js'
import type { CauseId } from '../logs/causes/index.js'

/** How far a request had come when it met a cause; the others can be met on every stretch of its way. */
const MET: readonly (readonly [Phase, readonly CauseId[]])[] = [
  [
    'connect',
    [
      'refused',
      'connect-timeout',
      'unroutable',
      'prohibited-address',
      'unknown-host',
      'dns-failure',
      'dns-timeout',
      'socket-missing',
      'socket-forbidden',
      'queue-full',
      'connect-failed',
      'no-healthy-upstream',
      'connection-limit',
      'ports-exhausted'
    ]
  ],
  ['tls', ['tls-protocol', 'tls-certificate', 'tls-alert', 'tls-timeout']],
  ['send', ['closed-while-sending', 'write-timeout']],
  [
    'head',
    [
      'closed-before-head',
      'reset-before-head',
      'read-timeout',
      'bad-header',
      'not-http',
      'header-too-big',
      'bad-framing'
    ]
  ],
  ['body', ['stalled-body', 'cut-body', 'bad-coding', 'bad-compression', 'body-too-big']],
  ['client', ['client-gone', 'slow-client', 'too-large', 'bad-request', 'rate-limited', 'denied']]
]

const PHASES = new Map(MET.flatMap(([phase, causes]) => causes.map(cause => [cause, phase] as const)))

/** How far a request had come when it met this cause; undefined where that cannot be told from it. */
export function phaseOf(cause: CauseId): Phase | undefined {
  return PHASES.get(cause)
}
