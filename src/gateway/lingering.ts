import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'

/** After its answer a client may go on sending its body for so long, before the connection is ended. */
const LIMIT = 5000

/**
 * Lets the answer reach a client that is still sending, whether the connection is to be kept or not; to be called before the answer is
 * sent. Behind a last answer, node:http destroys the socket, and bytes that nobody has read make that an RST, which overtakes the answer.
 */
export function keepSocketForBody(request: IncomingMessage): void {
  const { socket } = request
  socket.destroySoon = () => {
    if (request.complete) Socket.prototype.destroySoon.call(socket)
    else socket.end()
  }
}

/** Behind the answer: reads on what the client still sends, but not for ever. */
export function linger(request: IncomingMessage): void {
  const { socket } = request
  if (socket.destroyed) return
  const limit = setTimeout(() => socket.destroy(), LIMIT)
  const conclude = (): void => {
    clearTimeout(limit)
    socket.off('close', conclude)
    if (socket.writableEnded) socket.destroySoon()
  }
  request.once('end', conclude)
  // Node forgets a request that has been answered, and does not close it with its connection.
  socket.once('close', conclude)
  request.resume()
}
