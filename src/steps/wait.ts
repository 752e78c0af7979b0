import { type Duration, writeDuration } from '../core/duration.js'
import { duration } from '../core/shape/index.js'
import type { LifeStep } from '../core/step.js'

/** Works for a while, or pretends to; a gateway that leaves does not end it. */
export const wait: LifeStep<Duration> = {
  name: 'wait',
  says: 'Does nothing for a while, as work would. A gateway that leaves in the meantime does not end it.',
  shape: duration(),
  lasts: (milliseconds, speed) => `wait ${writeDuration(milliseconds * speed)}`,
  play: (life, milliseconds) => life.wait(milliseconds)
}
