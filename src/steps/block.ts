import { type Duration, writeDuration } from '../core/duration.js'
import { duration, either, word } from '../core/shape/index.js'
import type { Step } from '../core/step.js'

const FOR_EVER = 'for ever'

/** Computes, and lets nobody else in the same process come to their turn. */
export const block: Step<Duration | typeof FOR_EVER> = {
  name: 'block',
  says: 'Computes, for ever or for so long, in a process with one thread: nothing on it is answered meanwhile, on no connection.',
  shape: either(duration(), word(FOR_EVER)),
  bare: FOR_EVER,
  needs: 'process',
  lasts: (deed, speed) => (deed === FOR_EVER ? 'block' : `block ${writeDuration(deed * speed)}`),
  play: (connection, deed) => connection.block(deed === FOR_EVER ? Number.POSITIVE_INFINITY : deed)
}
