import type { Step } from '../core/step.js'
import { BYTES, type Bytes, bytesOf } from './bytes.js'

/** Sends bytes exactly as they are written, HTTP or not. */
export const send: Step<Bytes> = {
  name: 'send',
  says: 'Sends exact bytes: a text, or one of text, hex and lines (each ended by CRLF), so many times.',
  shape: BYTES,
  async play(connection, deed) {
    await connection.send(bytesOf(deed))
  }
}
