import type { IncomingMessage, ServerResponse } from 'node:http'

/** How often the client of an upload that is not being read is looked after, in milliseconds. */
const EVERY = 200

const NOTHING = Buffer.alloc(0)

/**
 * Notices that a client resets its connection while its upload waits for the upstream: Node hears nothing of a socket that it does not
 * read. Writing nothing sends nothing, but the kernel then says what it knows. A client that closes in good order cannot be noticed
 * here: its FIN stands behind the bytes that nobody has read yet.
 */
export function watchPausedUpload(request: IncomingMessage, response: ServerResponse): void {
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    if (request.isPaused()) request.socket.write(NOTHING)
  }
  request.once('pause', () => {
    timer = setInterval(look, EVERY)
  })
  response.once('close', () => clearInterval(timer))
}
