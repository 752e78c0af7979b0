import type { Step } from '../core/step.js'
import { alone } from './alone.js'

/** Breaks the connection off. */
export const reset: Step<true> = {
  name: 'reset',
  says: 'Breaks the connection off (RST), once the bytes sent before are with the gateway.',
  shape: alone('reset'),
  bare: true,
  play: connection => connection.reset()
}
