import { either, must, object, size, word } from '../core/shape/index.js'
import type { Step } from '../core/step.js'

type Receive = 'head' | 'request' | 'unread' | { readonly bytes: number }

/** Takes a request from the connection: its head, the whole of it, some bytes, or leaves it unread in the kernel. */
export const receive: Step<Receive> = {
  name: 'receive',
  says: 'Takes the head of a request, the whole request (also when the word stands alone), or so many bytes of it; unread waits until it has arrived and leaves it in the kernel.',
  shape: either(
    word('head', 'request', 'unread'),
    object('bytes: how many', { bytes: must(size(), 'so many bytes, whatever they are') })
  ),
  bare: 'request',
  receives: true,
  leavesUnread: deed => deed === 'unread',
  async play(connection, deed) {
    if (deed === 'head') return connection.receiveHead()
    if (deed === 'request') return connection.receiveRequest()
    if (deed === 'unread') return connection.leaveUnread()
    return connection.receiveBytes(deed.bytes)
  }
}
