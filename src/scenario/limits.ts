import { duration, may, object, titled } from '../core/shape/index.js'

/** The limits of the gateway, as a scenario sets them. */
export const limits = titled(
  'limits',
  object('a map of limits', {
    connect: may(duration(), 'Until the connection to the upstream, TLS included, stands.'),
    read: may(
      duration(),
      'The longest silence of the upstream, in head and body alike; starts when the request is through.'
    ),
    write: may(duration(), 'The longest time in which the upstream takes nothing of the request.'),
    head: may(duration(), 'From the request sent until the whole head is there. A trickle cannot stretch it.'),
    total: may(duration(), 'From the request sent until the last byte of the answer. A trickle cannot stretch it.'),
    keepalive: may(duration(), 'How long an unused connection to the upstream is kept.')
  })
)
