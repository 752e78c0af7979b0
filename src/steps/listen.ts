import type { Deed } from '../core/step.js'
import { alone } from './alone.js'

/** The upstream begins to listen, where it would not have before all of its start is done. */
export const listen: Deed<true> = {
  name: 'listen',
  says: 'Begins to listen now, instead of when all of its start is done.',
  shape: alone('listen'),
  bare: true,
  play: server => server.listen()
}
