import type { Product } from '../finding.js'
import { addressWithin } from '../lines/fields.js'
import { phraseIn, phrases } from './phrases.js'

const MESSAGES = phrases(
  ['connection refused', 'refused'],
  ['establishing connection failed', 'connect-timeout', 'timed out'],
  ['establishing connection failed', 'socket-missing', 'no such file'],
  ['establishing connection failed', 'socket-forbidden', 'permission denied'],
  ['establishing connection failed', 'unroutable', 'route to host'],
  ['establishing connection failed', 'unroutable', 'is unreachable'],
  ['establishing connection failed', 'queue-full', 'temporarily unavailable'],
  ['establishing connection failed', 'connect-failed'],
  ['connect failed', 'connect-failed'],
  ['all handlers for', 'no-healthy-upstream'],
  ['no fcgi-handler found', 'no-healthy-upstream'],
  ['response not received', 'closed-before-head'],
  ['unexpected end-of-file', 'closed-before-head'],
  ['response already sent out', 'cut-body'],
  ['read timeout on socket', 'read-timeout'],
  ['write timeout on socket', 'write-timeout'],
  ['read-timeout', 'read-timeout'],
  ['write-timeout', 'write-timeout'],
  ['request aborted - read timeout', 'slow-client'],
  ['unexpected close of gw connection', 'closed-before-head'],
  ['connection was dropped after accept', 'closed-while-sending'],
  ['timed out', 'read-timeout'],
  ['response headers too large', 'header-too-big'],
  ['unexpected response header', 'bad-header'],
  ['invalid http status line', 'bad-answer'],
  ['bind failed', 'misconfigured'],
  ['failed to start', 'misconfigured'],
  ['child exited', 'process-died'],
  ['child signalled', 'process-died'],
  ['got proc:', 'fine']
)

// 2026-11-20 17:48:52: (gw_backend.c.279) establishing connection failed: socket: tcp:127.0.0.1:9000: Connection refused
const LINE =
  /^(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d): )?(?:server\.c\.\d+: )?\((gw_backend|mod_[\w]{1,30}|http-header-glue|connections|server|fdevent\w{0,20})\.c\.\d{1,5}\) (.*)$/

/** lighttpd’s error log. */
export const lighttpd: Product = {
  name: 'lighttpd',
  read({ text }) {
    const match = LINE.exec(text)
    if (match === null) return undefined
    const [, at, , words = ''] = match
    const cause = phraseIn(words, MESSAGES)?.cause
    if (cause === undefined) return undefined
    if (cause === 'fine') return 'fine'
    return { product: 'lighttpd error log', cause, sure: 'says so', words, at, upstream: addressWithin(words) }
  }
}
