import { duration, flag, list, may, named, object, text, titled, whole, word } from '../core/shape/index.js'

const upstreamNames = list(text('the name of an upstream'), 'a list of upstream names')

/** What the gateway under test must be able to do. */
export const gatewayWords = titled(
  'gateway',
  object('a map of what the gateway must do', {
    upstreams: may(upstreamNames, 'The upstreams it sends to.'),
    balance: may(word('round-robin', 'first', 'least-connections'), 'How it chooses among them.'),
    pool: may(object('a map', { size: may(whole(1, 10_000), 'Connections kept.') }), 'The connections that it keeps.'),
    limit: may(whole(1, 10_000), 'The most connections to one upstream at a time.'),
    health: may(
      object('a map', {
        path: may(text('a path'), 'What it asks.'),
        every: may(duration(), 'How often.'),
        fall: may(whole(1, 100), 'After so many failures an upstream is out.'),
        rise: may(whole(1, 100), 'After so many successes it is in again.')
      }),
      'How it finds out that an upstream is down.'
    ),
    breaker: may(
      object('a map', { failures: may(whole(1, 1000), 'How many open it.'), for: may(duration(), 'For how long.') }),
      'When it stops trying for a while.'
    ),
    retry: may(whole(0, 10), 'How often it tries again.'),
    resolver: may(text('a resolver'), 'Whom it asks for names.'),
    tls: may(flag(), 'Whether it speaks TLS to the upstream.'),
    protocol: may(word('http/1.1', 'h2'), 'What it speaks to the upstream.'),
    decode: may(flag(), 'Whether it decodes answers.'),
    deny: may(list(text('an address range'), 'a list of address ranges'), 'Addresses that it must not call.'),
    routes: may(named(text('the name of an upstream'), 'a map from path to upstream'), 'Which path goes where.')
  })
)
