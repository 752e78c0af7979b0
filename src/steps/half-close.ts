import type { Step } from '../core/step.js'
import { alone } from './alone.js'

/** Says that nothing more will come, and goes on listening. */
export const halfClose: Step<true> = {
  name: 'half-close',
  says: 'Ends the sending direction (FIN) and goes on reading.',
  shape: alone('half-close'),
  bare: true,
  play: connection => connection.halfClose()
}
