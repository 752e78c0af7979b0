import { Duration } from '../core/duration.js'
import { duration } from '../core/shape/index.js'
import type { Deed } from '../core/step.js'

/** The upstream brings to its end what is under way. */
export const drain: Deed<Duration> = {
  name: 'drain',
  says: 'Closes idle connections, and waits until every answer under way is through, at most so long.',
  shape: duration(),
  bare: new Duration(0),
  play: (server, milliseconds) => server.drain(milliseconds)
}
