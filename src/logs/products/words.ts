import type { Reading } from '../finding.js'
import { addressWithin } from '../lines/fields.js'
import { proxyStatusIn } from '../proxy-status.js'
import { APPLICATION_WORDS } from './application-words.js'
import { ENVOY_DETAILS } from './envoy-details.js'
import { GO_MESSAGES, soundsLikeGo } from './go-messages.js'
import { PAGE_WORDS } from './page-words.js'
import { phraseIn } from './phrases.js'
import { tokenIn } from './tokens.js'

/** Lines that belong to the one above them: a stack trace, a quoted source. */
const CONTINUES =
  /^(?:at [\w.$<> [\]/()-]{1,200}[:(]|File "|Caused by:$|\.\.\. \d+ more|Traceback \(most recent|\^+$|goroutine \d+|[})\]],?$)/

/** A line of no format that we know, by the words that stand in it: applications, clients, error pages, kernels. */
export function readByWords(text: string): Reading {
  if (CONTINUES.test(text)) return 'fine'
  const status = proxyStatusIn(text)
  if (status !== undefined)
    return { product: 'Proxy-Status', cause: status.cause, sure: 'says so', words: status.words }
  const lists = [APPLICATION_WORDS, ...(soundsLikeGo(text) ? [GO_MESSAGES] : []), PAGE_WORDS]
  const envoy = /upstream connect error|reset reason|upstream_reset|delayed_connect/i.test(text)
    ? phraseIn(text, ENVOY_DETAILS)
    : undefined
  const phrase = envoy ?? firstOf(lists.map(list => phraseIn(text, list)))
  if (phrase?.cause === 'fine') return 'fine'
  const token = tokenIn(text)
  // A code is more exact than words; but a reset connection may have more to say than its code.
  const cause = phrase?.cause ?? token?.cause
  if (cause === undefined) return undefined
  return {
    product: 'by its words',
    cause,
    sure: 'likely',
    words: text.slice(0, 300),
    upstream: addressWithin(text)
  }
}

function firstOf<T>(found: readonly (T | undefined)[]): T | undefined {
  return found.find(each => each !== undefined)
}
