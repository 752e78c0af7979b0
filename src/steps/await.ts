import type { LifeStep } from '../core/step.js'
import { MARK_NAME } from './mark-name.js'

/** Goes on when another side of the run has reached a point. */
export const awaitMark: LifeStep<string> = {
  name: 'await',
  says: 'Waits until a mark is set by the client or on another connection.',
  shape: MARK_NAME,
  lasts: name => `await ${name}`,
  play: (life, name) => life.await(name)
}
