import type { IncomingMessage } from 'node:http'
import type { OwnAnswerWords, RateWords } from '../core/gateway-words.js'
import type { Cause } from './cause.js'
import { ownAnswer } from './own-answer.js'
import { RateLimit } from './rate-limit.js'

/** What keeps requests from the upstream. */
export interface DoorOptions {
  /** Answers by itself instead of asking the upstream, for all paths or for those that begin so. */
  readonly answer?: OwnAnswerWords | undefined
  /** So many requests of one client at once, and in each span of time. */
  readonly rate?: RateWords | undefined
}

/** Says why a request is answered here and now; undefined lets it pass. */
export type Doorkeeper = (request: IncomingMessage, target: string) => Cause | undefined

/** Who looks at every request first; undefined when nobody has to. */
export function doorkeeperOf({ answer, rate }: DoorOptions): Doorkeeper | undefined {
  const limit = rate && new RateLimit(rate)
  if (limit === undefined && answer === undefined) return undefined
  return ({ socket }, target) =>
    (answer && ownAnswer(answer, target)) ?? limit?.take(socket.remoteAddress ?? '', performance.now())
}
