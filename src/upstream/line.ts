import type { Socket } from 'node:net'
import { anyOf } from '../core/abort.js'
import { now } from '../core/clock.js'
import { pause } from '../core/pause.js'
import { Inbox } from './inbox.js'
import type { Reception } from './reception.js'
import { gatewaysEnd, ourEnd, standsInTable } from './socket-table.js'

/** How one side leaves a connection. */
export type Leaving = 'fin' | 'rst'

/** An RST that comes in one round of the gateway's event loop with data, or with the connection itself, can hide behind it. */
const APART = 20

/** How often the kernel is asked what no event can tell while nothing is read: that somebody has left. */
const LOOK_FOR_LEAVING = 10
/** While it is read an event tells; but reading may come to its limit. */
const LOOK_WHETHER_READ = 100

/** The wire between upstream and gateway: bytes in, bytes out, and the ways in which either side can end it. */
export class Line {
  readonly inbox: Inbox
  readonly #socket: Socket
  readonly #over: AbortSignal
  readonly #gone = new AbortController()
  /** The gateway has left, or the run is over. */
  readonly #ended: AbortSignal
  /** The kernel can be asked what no event tells. */
  readonly #inTable: boolean
  #sawTheirEnd = false
  #quietSince = now()
  #sent = false
  #open = true

  constructor(
    socket: Socket,
    readsAhead: boolean,
    private readonly reception: Reception,
    over: AbortSignal,
    onLeft: (how: Leaving) => void
  ) {
    this.#socket = socket
    this.#over = over
    this.#ended = anyOf(over, this.#gone.signal)
    this.inbox = new Inbox(socket, readsAhead, reception)
    this.#inTable = standsInTable(socket)
    this.#gone.signal.addEventListener('abort', () => {
      this.inbox.end()
      if (this.#open) onLeft(this.#gone.signal.reason as Leaving)
    })
    socket.on('end', () => this.#gone.abort('fin'))
    socket.on('error', () => this.#gone.abort('rst'))
    socket.on('close', () => this.#gone.abort('rst'))
  }

  /** Neither side has ended it. */
  get open(): boolean {
    return this.#open && !this.gone
  }

  /** The gateway has left, or the connection is no more. */
  get gone(): boolean {
    return this.#gone.signal.aborted
  }

  /** True when the bytes are with the kernel and the gateway is still there. */
  async send(bytes: Uint8Array): Promise<boolean> {
    if (!this.open) return false
    this.#sent = true
    this.reception.turn()
    const written = await new Promise<boolean>(resolve => this.#socket.write(bytes, error => resolve(!error)))
    this.#quietSince = now()
    return written && !this.gone
  }

  /** Waits until the gateway has left, or the run is over. */
  async untilGone(): Promise<void> {
    while (!this.#ended.aborted) {
      await pause(this.inbox.reads ? LOOK_WHETHER_READ : LOOK_FOR_LEAVING, this.#ended)
      if (this.#inTable && !this.inbox.reads && !this.#ended.aborted) await this.#lookForLeaving()
    }
  }

  /** Waits until bytes lie in the kernel; false when the gateway left before. Where the kernel cannot be asked, until they are read. */
  async untilUnread(): Promise<boolean> {
    if (!this.#inTable) return this.inbox.size > 0 || this.inbox.more()
    while (!this.#ended.aborted) {
      const end = await ourEnd(this.#socket)
      // A FIN counts as one byte.
      if (end !== undefined && end.unread > (end.state === 'established' ? 0 : 1)) return true
      if (end?.state !== 'established') this.#gone.abort(end === undefined ? 'rst' : 'fin')
    }
    return false
  }

  /** Ends the sending direction. Like the other endings it is false when the gateway had left before. */
  async finish(): Promise<boolean> {
    if (!this.open) return false
    this.#open = false
    await new Promise<void>(resolve => this.#socket.end(resolve))
    return true
  }

  /** Gives the connection back to the kernel, which sends FIN, or RST when something lies there unread. */
  async close(): Promise<boolean> {
    const byUs = this.open
    this.#open = false
    await this.#destroyed(() => this.#socket.destroy())
    return byUs
  }

  /** The close of a connection with unread bytes. Where they could not be left in the kernel, the RST is ours. */
  closeUnread(): Promise<boolean> {
    return this.#inTable ? this.close() : this.reset()
  }

  /** RST, once the gateway has taken what was sent before. */
  async reset(): Promise<boolean> {
    await this.#taken()
    await pause(this.#quietSince + APART - now(), this.#ended)
    if (!this.open) return this.close()
    this.#open = false
    await this.#destroyed(() => this.#socket.resetAndDestroy())
    return true
  }

  /** The bytes sent before, if any, are with the gateway. */
  async #taken(): Promise<void> {
    while (this.#inTable && this.#sent && this.open && !this.#over.aborted) {
      const end = await gatewaysEnd(this.#socket)
      if (end === undefined || end.unread === 0) return
    }
  }

  /** While nothing is read no event tells of a leaving gateway, but its end of the connection does, when it is on this machine. */
  async #lookForLeaving(): Promise<void> {
    const end = await gatewaysEnd(this.#socket)
    this.#sawTheirEnd ||= end !== undefined
    if (this.#sawTheirEnd && end?.state !== 'established') this.#gone.abort(end === undefined ? 'rst' : 'fin')
  }

  #destroyed(destroy: () => void): Promise<void> {
    if (this.#socket.closed) return Promise.resolve()
    return new Promise(resolve => {
      this.#socket.once('close', () => resolve())
      if (!this.#socket.destroyed) destroy()
    })
  }
}
