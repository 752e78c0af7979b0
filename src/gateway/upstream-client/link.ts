import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { type Wire, watchForCloseNotify } from './wire.js'

/** How the other side ended a connection. */
export type Ending = 'closed' | 'reset' | 'cut without close_notify'

/** A connection that stands. */
export interface Link {
  readonly socket: Socket
  /** Whether the kernel has taken all that was written. */
  isFlushed(): boolean
  /** Says after 'end' what kind of end that was. */
  judgeEnd(tell: (ending: Ending) => void): void
}

const NOTHING = Buffer.alloc(0)

/** A connection over TCP or a unix socket. */
export function plainLink(socket: Socket): Link {
  return {
    socket,
    isFlushed: () => socket.writableLength === 0,
    // When data and RST arrive together, Node tells the RST as an end like any other (libuv stops at the hang-up after a short read).
    // Writing nothing sends nothing, but the kernel then says what it knows.
    judgeEnd: tell => {
      if (socket.writableLength === 0) socket.write(NOTHING, error => tell(error ? 'reset' : 'closed'))
      // What is still being written cannot be overtaken, but it fails in this round of the event loop if it was a RST.
      else setImmediate(() => tell(socket.errored ? 'reset' : 'closed'))
    }
  }
}

/** A connection over TLS. */
export function tlsLink(socket: TLSSocket, wire: Wire): Link {
  const wasNotified = watchForCloseNotify(socket, wire)
  return {
    socket,
    // Over a stream of JavaScript, Node says a round of the event loop late that a write is through; an answer may be here before.
    isFlushed: () => wire.isFlushed,
    judgeEnd: tell => tell(wasNotified() ? 'closed' : 'cut without close_notify')
  }
}
