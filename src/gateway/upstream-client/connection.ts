import { Failure } from '../failures.js'
import { tlsFailure } from './connect-failure.js'
import { Deadline, type Timed } from './deadline.js'
import type { Ending, Link } from './link.js'
import { type Destination, Opening } from './opening.js'

/** Whoever has a request on a connection. */
export interface Occupant extends Timed {
  opened(): void
  unopened(failure: Failure): void
  /** The bytes are overwritten by the next ones. */
  received(bytes: Buffer): void
  ended(ending: Ending | Failure): void
}

const NEVER = Number.POSITIVE_INFINITY

/** One connection to the upstream, from its opening to its end; at most one request at a time is on it. */
export class Connection implements Timed {
  /** Whether it has carried a request before the present one. */
  reused = false
  readonly #opening: Opening
  readonly #deadline = new Deadline(this)
  readonly #onGone: (connection: Connection) => void
  #occupant: Occupant | null
  #link: Link | undefined
  /** While opening: until when it must stand. While idle: until when it is kept. */
  #until: number
  #isPaused = false
  #isGone = false

  constructor(destination: Destination, occupant: Occupant, onGone: (connection: Connection) => void) {
    this.#occupant = occupant
    this.#onGone = onGone
    this.#until = performance.now() + (destination.limit === 0 ? NEVER : destination.limit)
    this.#opening = new Opening(destination, bytes => this.#received(bytes))
    this.#deadline.watch()
    void this.#open()
  }

  /** The address that was called last; empty before there was one. */
  get address(): string {
    return this.#opening.address
  }

  /** The connection itself, once it stands. */
  get link(): Link | undefined {
    return this.#link
  }

  /** Whether it has idled longer than it may. */
  get isOverdue(): boolean {
    return performance.now() >= this.#until
  }

  /** To be called when something is awaited sooner than before. */
  watch(): void {
    this.#deadline.watch()
  }

  /** Stops reading, so that what the upstream sends waits in the kernel. */
  pause(): void {
    this.#isPaused = true
    this.#link?.socket.pause()
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#link?.socket.resume()
  }

  /** Puts a request on an idle connection. */
  occupy(occupant: Occupant): void {
    this.#occupant = occupant
    this.reused = true
  }

  /** Keeps the connection without a request on it for so many milliseconds; whatever the upstream sends meanwhile ends it. */
  rest(patience: number): void {
    this.#occupant = null
    this.#until = performance.now() + patience
    this.resume()
    this.#deadline.watch()
  }

  /** Ends the connection at once, telling nobody. */
  destroy(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#occupant = null
    this.#deadline.stop()
    this.#opening.cancel()
    this.#onGone(this)
  }

  /** The connection has come to an end; the request on it is told how. */
  end(ending: Ending | Failure): void {
    if (this.#isGone) return
    const occupant = this.#occupant
    this.destroy()
    occupant?.ended(ending)
  }

  due(): number {
    return this.#link === undefined || this.#occupant === null ? this.#until : this.#occupant.due()
  }

  expired(): void {
    if (this.#link === undefined) this.#unopened(this.#opening.tooLate())
    else if (this.#occupant === null) this.destroy()
    else this.#occupant.expired()
  }

  async #open(): Promise<void> {
    const result = await this.#opening.open()
    if (this.#isGone) return
    if (result instanceof Failure) return this.#unopened(result)
    this.#link = result
    result.socket.on('end', () => result.judgeEnd(ending => this.end(ending)))
    result.socket.on('error', error => this.end(tlsFailure(error) ?? 'reset'))
    result.socket.on('close', () => this.end('closed'))
    this.#occupant?.opened()
  }

  #unopened(failure: Failure): void {
    const occupant = this.#occupant
    this.destroy()
    occupant?.unopened(failure)
  }

  #received(bytes: Buffer): void {
    if (this.#occupant === null) this.destroy()
    else this.#occupant.received(bytes)
  }
}
