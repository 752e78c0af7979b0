import type { CauseId } from '../causes/index.js'
import type { Product } from '../finding.js'
import { addressWithin } from '../lines/fields.js'
import { phraseIn, phrases } from './phrases.js'

const MESSAGES = phrases(
  ['idle connection', 'fine'],
  ['the end of the response body', 'fine'],
  ['errno=111', 'refused'],
  ['errno=101', 'unroutable'],
  ['errno=113', 'unroutable'],
  ['errno=110', 'connect-timeout'],
  ['errno=99', 'ports-exhausted'],
  ['connect failed', 'connect-failed'],
  ['connect() failed', 'connect-failed'],
  ['connect time out', 'connect-timeout'],
  ['not available temporarily', 'no-healthy-upstream'],
  ['too large header', 'header-too-big'],
  ['too many header', 'header-too-big'],
  ['(hpe_invalid_header_token)', 'bad-header'],
  ['(hpe_lf_expected)', 'bad-header'],
  ['(hpe_cr_expected)', 'bad-header'],
  ['(hpe_invalid_content_length)', 'bad-framing'],
  ['(hpe_unexpected_content_length)', 'bad-framing'],
  ['(hpe_invalid_transfer_encoding)', 'bad-framing'],
  ['(hpe_invalid_chunk_size)', 'bad-coding'],
  ['(hpe_strict)', 'bad-coding', 'chunk'],
  ['(hpe_closed_connection)', 'extra-bytes'],
  ['(hpe_invalid_constant)', 'not-http'],
  ['(hpe_invalid_version)', 'not-http'],
  ['(hpe_invalid_status)', 'not-http'],
  ['http parser failure', 'bad-answer'],
  ['ended prematurely', 'cut-body'],
  ['time out', 'read-timeout'],
  ['timeout', 'read-timeout'],
  ['network error', 'reset-before-head']
)

// 2026-11-20T23:59:03.687Z 15319 15321 c0aa7ba9 WARN (shrpx_http_downstream_connection.cc:1532) [DCONN:0x7f4a6860cf00] Backend connect failed; …
const LINE =
  /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) \d{1,10} \d{1,10} [0-9a-f]{8} [A-Z]{4,6} \(shrpx\w{0,40}\.cc:\d{1,5}\) (?:\[(?:DCONN|DOWNSTREAM):0x[0-9a-f]{1,16}\] )(.{1,500})$/

/** The lines of nghttpx’s log that tell of a connection to a backend; all but the failures to connect are of its level INFO. */
export const nghttpx: Product = {
  name: 'nghttpx',
  read({ text }) {
    const match = LINE.exec(text)
    if (match === null) return undefined
    const [, at, words = ''] = match
    const cause = words === 'EOF' ? 'closed-before-head' : phraseIn(words, MESSAGES)?.cause
    if (cause === undefined || cause === 'fine') return 'fine'
    return { product: 'nghttpx', cause, sure: surenessOf(cause), words, at, upstream: addressWithin(words) }
  }
}

/** The same words stand for a failure before the head and after it. */
const EITHER: readonly CauseId[] = ['closed-before-head', 'read-timeout', 'reset-before-head']

function surenessOf(cause: CauseId): 'says so' | 'likely' {
  return EITHER.includes(cause) ? 'likely' : 'says so'
}
