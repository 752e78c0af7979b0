import { Socket } from 'node:net'

/**
 * A socket that hears out the other side. Node ends a socket at once when a write finds the other side gone, and loses what that side
 * had said before, such as an early 413. Whatever was said is already here then, so one whole turn of the event loop is enough to read
 * it: what is set for the end of the present turn comes before the next look at the sockets.
 */
export class LastWordsSocket extends Socket {
  #leaving = false

  override destroy(error?: Error): this {
    if (!isBrokenWrite(error)) return super.destroy(error)
    if (this.#leaving) return this
    this.#leaving = true
    setImmediate(() => setImmediate(() => super.destroy(error)))
    return this
  }
}

function isBrokenWrite(error: NodeJS.ErrnoException | undefined): boolean {
  return error?.syscall === 'write'
}
