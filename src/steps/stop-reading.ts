import type { Step } from '../core/step.js'
import { alone } from './alone.js'

/** Takes nothing more, so that the kernel's buffers fill and the gateway can write no further. */
export const stopReading: Step<true> = {
  name: 'stop-reading',
  says: 'Reads nothing more on this connection: when the buffers of the kernel are full, the gateway can write no further.',
  shape: alone('stop-reading'),
  bare: true,
  async play(connection) {
    connection.stopReading()
  }
}
