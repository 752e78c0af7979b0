import type { Step } from '../core/step.js'
import { alone } from './alone.js'

/** Nothing, for ever. */
export const hang: Step<true> = {
  name: 'hang',
  says: 'Does nothing until the gateway leaves.',
  shape: alone('hang'),
  bare: true,
  lasts: () => 'hang',
  play: connection => connection.hang()
}
