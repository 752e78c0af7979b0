import { limitOf } from './demands/within.js'
import type { Scope } from './scope.js'

/** What a sentence asks, and of what. */
export interface Meaning {
  readonly scope?: Scope
  /** The name of a demand, and what it wants. */
  readonly demand: readonly [name: string, wanted: unknown]
}

/** One rule in plain words. */
export interface Sentence {
  /** The words, with holes such as {limit}. */
  readonly words: string
  /** What it asks for, to somebody who writes rules. */
  readonly says: string
  readonly example: string
  means(said: Readonly<Record<string, string>>): Meaning
}

const within = (limit = '') => ['answers within', limitOf(limit)] as const
const either = (statuses = '') => statuses.split(' or ')
const routes = (route = '') => ({ routes: [route] })

/** Every sentence, in the order of the documentation. */
export const SENTENCES: readonly Sentence[] = [
  {
    words: 'every failure answers within {limit}',
    says: 'An answer comes, and is through, in this time: whatever fails, on every route.',
    example: 'every failure answers within 30s',
    means: ({ limit }) => ({ demand: within(limit) })
  },
  {
    words: '{route} answers within {limit}',
    says: 'The same for some routes.',
    example: '/search answers within 5s',
    means: ({ route, limit }) => ({ scope: routes(route), demand: within(limit) })
  },
  {
    words: '{route} may take {limit}',
    says: 'These routes may take longer.',
    example: '/reports may take 5m',
    means: ({ route, limit }) => ({ scope: routes(route), demand: within(limit) })
  },
  {
    words: '{route} may take {limit} and nothing else',
    says: 'The same, and there has to be a limit for all others.',
    example: '/reports may take 5m and nothing else',
    means: ({ route, limit }) => ({ scope: routes(route), demand: within(limit) })
  },
  {
    words: '{route} may take {limit} on {failure}',
    says: 'These routes may take longer on one failure.',
    example: '/export may take 10m on dripping-body',
    means: ({ route, limit, failure = '' }) => ({
      scope: { ...routes(route), failures: [failure] },
      demand: within(limit)
    })
  },
  {
    words: 'every failure gets an answer',
    says: 'The client gets a status: no silence, no connection that is closed without a word.',
    example: 'every failure gets an answer',
    means: () => ({ demand: ['answered', true] })
  },
  {
    words: '{failure} gets {statuses}',
    says: 'A failure is answered with this status, or one of these.',
    example: 'refused gets 502 or 503',
    means: ({ failure = '', statuses }) => ({ scope: { failures: [failure] }, demand: ['status', either(statuses)] })
  },
  {
    words: '{route} gets {statuses} on {failure}',
    says: 'The same for some routes.',
    example: '/api gets 504 on hang',
    means: ({ route, statuses, failure = '' }) => ({
      scope: { ...routes(route), failures: [failure] },
      demand: ['status', either(statuses)]
    })
  },
  {
    words: 'never a {statuses}',
    says: 'No client gets this status.',
    example: 'never a 500',
    means: ({ statuses }) => ({ demand: ['never', either(statuses)] })
  },
  {
    words: 'never a {statuses} for an incomplete body',
    says: 'What the upstream left incomplete does not look whole to the client. (That a body which has begun is cut, and the client can see it, is no breach.)',
    example: 'never a 200 for an incomplete body',
    means: ({ statuses }) => ({ demand: ['made whole', either(statuses)] })
  },
  {
    words: 'never {outcome}',
    says: 'No client gets this instead of a whole answer.',
    example: 'never silence',
    means: ({ outcome }) => ({ demand: ['never', [outcome]] })
  },
  {
    words: 'a POST is never sent twice',
    says: 'A request that must not be done twice reaches one upstream, once.',
    example: 'a POST is never sent twice',
    means: () => ({ demand: ['sent twice', true] })
  },
  {
    words: 'nothing is sent more than {count} times',
    says: 'No request is tried more often than that.',
    example: 'nothing is sent more than 3 times',
    means: ({ count }) => ({ demand: ['sent at most', Number(count)] })
  },
  {
    words: 'a {statuses} shows {file}',
    says: 'The page that comes with this status is this file, whose path is relative to the check file.',
    example: 'a 502 shows errors/50x.html',
    means: ({ statuses, file }) => ({ scope: { statuses: either(statuses) }, demand: ['page', file] })
  },
  {
    words: 'a {statuses} has {field}',
    says: 'This header field comes with this status.',
    example: 'a 503 has Retry-After',
    means: ({ statuses, field }) => ({ scope: { statuses: either(statuses) }, demand: ['has', [field]] })
  },
  {
    words: "the application's own errors are passed on",
    says: 'Where the application answers 404, 500 or 502 itself, the client gets that answer, and no page of the gateway.',
    example: "the application's own errors are passed on",
    means: () => ({ demand: ['passed on', true] })
  },
  {
    words: 'the upstream is asked again after a refusal',
    says: 'One refused connection costs one request: the next one is answered.',
    example: 'the upstream is asked again after a refusal',
    means: () => ({ scope: { failures: ['one-refusal'] }, demand: ['status', ['2xx']] })
  },
  {
    words: 'an upstream that moved is found',
    says: 'When the name of the upstream leads to a new address, requests follow it.',
    example: 'an upstream that moved is found',
    means: () => ({ scope: { failures: ['moved'] }, demand: ['status', ['2xx']] })
  },
  {
    words: '{route} takes WebSockets',
    says: 'An upgrade reaches the upstream.',
    example: '/live takes WebSockets',
    means: ({ route }) => ({ scope: { ...routes(route), failures: ['websocket'] }, demand: ['status', ['101']] })
  }
]
