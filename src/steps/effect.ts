import { LOWER_CASE, pattern } from '../core/shape/index.js'
import type { Step } from '../core/step.js'

/** The work leaves something behind: an order, a payment. */
export const effect: Step<string> = {
  name: 'effect',
  says: 'Leaves something behind, an order say: counted, once for each Idempotency-Key when the request carries one.',
  shape: pattern(LOWER_CASE.pattern, 'what is left behind, such as orders'),
  async play(connection, name) {
    connection.effect(name)
  }
}
