import { Trouble } from '../core/errors.js'
import type { Flag, Options } from './flags.js'
import { limitFlag, wholeFlag, wordFlag } from './values.js'

function pathFlag<const N extends string>(name: N, says: string) {
  const parse = (text: string) => (text.startsWith('/') ? text : undefined)
  return { name, value: 'PATH', says, expected: 'a path that starts with /', parse } as const satisfies Flag<string>
}

/** What the gateway does beside forwarding, as options. */
export const ABILITY_FLAGS = [
  wordFlag('balance', 'How it chooses among several upstreams (round-robin).', [
    'round-robin',
    'first',
    'least-connections'
  ]),
  wholeFlag('retry', 'How often it sends a failed request again, where that is safe (0).', 0, 10),
  wholeFlag('limit', 'The most connections to one upstream at a time; more are refused with 503.', 1, 100_000),
  wholeFlag('pool', 'So many unused connections to one upstream are kept.', 0, 100_000),
  pathFlag('health-path', 'What it asks each upstream for, again and again; one that is not well gets nothing.'),
  limitFlag('health-every', 'How long after a check the next one begins (2s).'),
  wholeFlag('health-fall', 'After so many failures in a row an upstream is out (3).', 1, 1000),
  wholeFlag('health-rise', 'After so many successes in a row it is in again (2).', 1, 1000),
  wholeFlag('breaker-failures', 'After so many failed requests in a row an upstream is left alone.', 1, 1000),
  limitFlag('breaker-for', 'For how long; then one request is the trial (10s).'),
  wholeFlag('rate', 'So many requests of one client at once; more are answered with 429.', 1, 100_000),
  limitFlag('rate-per', 'And as many more, evenly spread, in each such span (1s).'),
  wholeFlag('answer', 'Answers with this status instead of asking an upstream, as in a maintenance.', 400, 599),
  wholeFlag('answer-retry-after', 'What Retry-After says in that answer, in seconds.', 0, 86_400),
  { name: 'answer-body', value: 'TEXT', says: 'The body of that answer.' },
  pathFlag('answer-path', 'Only for paths that begin so.'),
  pathFlag('answer-except', 'Not for paths that begin so.'),
  limitFlag('request-timeout', 'How long a body may take to arrive (300s).')
] as const

type AbilityOptions = Options<typeof ABILITY_FLAGS>

/** The abilities among the options that were given; one that says nothing without another is a Trouble. */
export function abilitiesOf(options: AbilityOptions) {
  for (const [word, first] of FIRST) requireFirst(options, word, first)
  const { balance, retry, limit, pool, 'health-path': path, 'breaker-failures': failures, rate, answer } = options
  return {
    ...{ balance, retry, limit },
    pool: pool === undefined ? undefined : { size: pool },
    health: path === undefined ? undefined : { path, ...healthOf(options) },
    breaker: failures === undefined ? undefined : { failures, for: options['breaker-for'] ?? 10_000 },
    rate: rate === undefined ? undefined : { requests: rate, per: options['rate-per'] ?? 1000 },
    answer: answer === undefined ? undefined : { status: answer, ...answerOf(options) }
  }
}

function healthOf(options: AbilityOptions) {
  return { every: options['health-every'] ?? 2000, fall: options['health-fall'], rise: options['health-rise'] }
}

function answerOf(options: AbilityOptions) {
  const { 'answer-body': body, 'answer-path': path, 'answer-except': except } = options
  return { 'retry-after': options['answer-retry-after'], body, path, except }
}

/** The option without which the others of its word say nothing. */
const FIRST = [
  ['health', 'health-path'],
  ['breaker', 'breaker-failures'],
  ['rate', 'rate'],
  ['answer', 'answer']
] as const

function requireFirst(options: AbilityOptions, word: string, first: keyof AbilityOptions): void {
  const other = Object.keys(options).find(name => name.startsWith(`${word}-`))
  if (other === undefined || options[first] !== undefined) return
  throw new Trouble('usage', `--${other} says nothing without --${first}`, 'See gatecrash gateway --help.')
}
