import { Socket } from 'node:net'

/**
 * A socket that hears out the other side. Node ends a socket at once when a write finds the other side gone, and loses what that side
 * had said before, such as an early 413. Whatever was said is already here then, so one turn of the event loop is enough to read it.
 */
export class LastWordsSocket extends Socket {
  #leaving = false

  override destroy(error?: Error): this {
    if (this.#leaving || !isBrokenWrite(error)) return super.destroy(error)
    this.#leaving = true
    setImmediate(() => super.destroy(error))
    return this
  }
}

function isBrokenWrite(error: NodeJS.ErrnoException | undefined): boolean {
  return error?.syscall === 'write'
}
