import {
  duration,
  flag,
  limit,
  list,
  may,
  must,
  named,
  object,
  text,
  titled,
  whole,
  word
} from '../core/shape/index.js'
import { path } from './request-line.js'

const upstreamNames = list(text('the name of an upstream'), 'a list of upstream names')
const count = whole(1, 1000)

const health = object('a map with path and every', {
  path: must(path, 'What it asks each upstream for; a status from 200 to 399 is good.'),
  every: must(duration(), 'How long after a check the next one begins.'),
  fall: may(count, 'After so many failures in a row an upstream is out.'),
  rise: may(count, 'After so many successes in a row it is in again.')
})

const breaker = object('a map with failures and for', {
  failures: must(count, 'After so many failures in a row an upstream gets nothing more.'),
  for: must(duration(), 'For how long; then one request is the trial.')
})

const answer = object('a map with status', {
  status: must(whole(400, 599), 'The status.'),
  'retry-after': may(whole(0, 86_400), 'What its Retry-After field says: seconds, at any speed.'),
  body: may(text(), 'Its body.'),
  path: may(path, 'Only for paths that begin so.'),
  except: may(path, 'Not for paths that begin so.')
})

const rate = object('a map with requests and per', {
  requests: must(whole(1, 10_000), 'So many at once.'),
  per: must(duration(), 'And as many more, evenly spread, in each such span.')
})

/** What the gateway under test must be able to do. */
export const gatewayWords = titled(
  'gateway',
  object('a map of what the gateway must do', {
    upstreams: may(upstreamNames, 'The upstreams it sends to, in this order; all of them when left out.'),
    balance: may(word('round-robin', 'first', 'least-connections'), 'How it chooses among them.'),
    pool: may(
      object('size: how many', { size: must(whole(1, 10_000), 'So many to each upstream.') }),
      'Idle connections.'
    ),
    limit: may(whole(1, 10_000), 'The most connections to one upstream at a time; more are refused at once.'),
    retry: may(whole(0, 10), 'How often it sends a failed request again, where that is safe.'),
    health: may(health, 'How it finds out that an upstream is down, and up again.'),
    breaker: may(breaker, 'When it stops sending to an upstream for a while.'),
    answer: may(answer, 'It answers by itself, without asking an upstream.'),
    rate: may(rate, 'How much it lets one client ask; more is answered with 429.'),
    request: may(limit(), 'How long a request may take to arrive, its body included.'),
    resolver: may(text('a resolver'), 'Whom it asks for names.'),
    tls: may(flag(), 'Whether it speaks TLS to the upstream.'),
    protocol: may(word('http/1.1', 'h2'), 'What it speaks to the upstream.'),
    decode: may(flag(), 'Whether it decodes answers.'),
    deny: may(list(text('an address range'), 'a list of address ranges'), 'Addresses that it must not call.'),
    routes: may(named(text('the name of an upstream'), 'a map from path to upstream'), 'Which path goes where.')
  })
)
