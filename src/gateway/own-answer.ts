import type { OwnAnswerWords } from '../core/gateway-words.js'
import type { Cause } from './cause.js'

/** The answer that the gateway gives by itself, as in a maintenance; undefined for the paths that it is not for. */
export function ownAnswer(words: OwnAnswerWords, target: string): Cause | undefined {
  const [path = ''] = target.split('?')
  const { status, 'retry-after': retryAfter, body } = words
  if (!path.startsWith(words.path ?? '') || (words.except !== undefined && path.startsWith(words.except)))
    return undefined
  const message = `the gateway answers by itself: ${status}`
  return { code: 'own-answer', type: 'proxy_internal_response', status, phase: 'client', message, retryAfter, body }
}
