import { limit, may, object, titled } from '../core/shape/index.js'

/** The limits of the gateway, as a scenario sets them. */
export const limits = titled(
  'limits',
  object('a map of limits', {
    connect: may(limit(), 'Until the connection to the upstream, TLS included, stands.'),
    read: may(
      limit(),
      'The longest silence of the upstream, in head and body alike; starts when the request is through.'
    ),
    write: may(limit(), 'The longest time in which the upstream takes nothing of the request.'),
    head: may(limit(), 'From the request sent until the whole head is there. A trickle cannot stretch it.'),
    total: may(limit(), 'From the request sent until the last byte of the answer. A trickle cannot stretch it.'),
    keepalive: may(limit(), 'How long an unused connection to the upstream is kept.')
  })
)
