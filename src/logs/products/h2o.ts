import type { Product } from '../finding.js'
import { pathOf } from '../lines/fields.js'
import { phraseIn, phrases } from './phrases.js'

const MESSAGES = phrases(
  ['connection timeout', 'connect-timeout'],
  ['connection failed', 'connect-failed'],
  ['failed to connect to host', 'connect-failed'],
  ['certificate', 'tls-certificate'],
  ['ssl ', 'tls-protocol'],
  ['i/o error (send request)', 'closed-while-sending'],
  ['i/o error (head)', 'closed-before-head'],
  ['i/o error (body', 'cut-body'],
  ['i/o timeout', 'read-timeout'],
  ['failed to parse the response (chunked)', 'bad-coding'],
  ['unexpected type of transfer-encoding', 'bad-coding'],
  ['failed to parse the response', 'bad-answer'],
  ['content-length', 'bad-framing']
)

// [lib/core/proxy.c] in request:/hang:I/O timeout
const LINE = /^\[lib\/core\/proxy\.c\] (?:in request:(\/.{0,40}):)?([A-Za-z][^:]{3,100})$/

/** H2O’s error log. What it writes there has no time. */
export const h2o: Product = {
  name: 'H2O',
  read({ text }) {
    const match = LINE.exec(text)
    if (match === null) return undefined
    const [, path, words = ''] = match
    const cause = phraseIn(words, MESSAGES)?.cause
    if (cause === undefined || cause === 'fine') return undefined
    return {
      product: 'H2O error log',
      cause,
      // One limit, and one word, for all that it sends to the upstream and waits for from it.
      sure: cause === 'read-timeout' ? 'likely' : 'says so',
      words,
      path: path === undefined ? undefined : pathOf(path),
      ...(cause === 'read-timeout' && { note: 'H2O answers 502 for this, where most say 504.' })
    }
  }
}
