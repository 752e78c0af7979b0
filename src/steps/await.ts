import type { Step } from '../core/step.js'
import { MARK_NAME } from './mark-name.js'

/** Goes on when another side of the run has reached a point. */
export const awaitMark: Step<string> = {
  name: 'await',
  says: 'Waits until a mark is set by the client or on another connection.',
  shape: MARK_NAME,
  lasts: name => `await ${name}`,
  play: (connection, name) => connection.await(name)
}
