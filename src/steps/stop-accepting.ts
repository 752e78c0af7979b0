import type { Deed } from '../core/step.js'
import { alone } from './alone.js'

/** The upstream takes no more connections; those that stand go on. */
export const stopAccepting: Deed<true> = {
  name: 'stop-accepting',
  says: 'Takes no more connections: the next one is refused. Those that stand go on.',
  shape: alone('stop-accepting'),
  bare: true,
  play: server => server.stopAccepting()
}
