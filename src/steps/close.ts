import type { Step } from '../core/step.js'
import { alone } from './alone.js'

/** Closes the connection in order. */
export const close: Step<true> = {
  name: 'close',
  says: 'Closes the connection in order (FIN). With a request unread in the kernel the close becomes an RST, as it does in life.',
  shape: alone('close'),
  bare: true,
  play: connection => connection.close()
}
