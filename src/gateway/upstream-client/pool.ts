import { Failure } from '../failures.js'
import { Connection, type Occupant } from './connection.js'
import type { Destination } from './opening.js'

/** All connections of a client: the idle ones, the latest used first, and the busy ones. */
export class Pool {
  readonly #destination: Destination
  readonly #size: number
  readonly #idle: Connection[] = []
  readonly #all = new Set<Connection>()
  #isClosed = false

  /** Of idle connections, so many are kept. */
  constructor(destination: Destination, size = Number.POSITIVE_INFINITY) {
    this.#destination = destination
    this.#size = size
  }

  /** A connection for a request: an idle one where there is one, else one that has yet to open. */
  take(occupant: Occupant): Connection {
    const connection = this.#latest()
    if (connection === undefined) return this.open(occupant)
    connection.occupy(occupant)
    return connection
  }

  /** A new connection. */
  open(occupant: Occupant): Connection {
    const connection = new Connection(this.#destination, occupant, gone => this.#forget(gone))
    this.#all.add(connection)
    if (this.#isClosed) queueMicrotask(() => connection.end(Failure.of('gateway-stopped', {})))
    return connection
  }

  /** Keeps a connection for the next request, at most for so many milliseconds. */
  keep(connection: Connection, patience: number): void {
    if (patience <= 0 || this.#isClosed) connection.destroy()
    else {
      connection.rest(patience)
      this.#idle.push(connection)
      if (this.#idle.length > this.#size) this.#idle[0]?.destroy()
    }
  }

  /** Ends every connection; requests under way fail. */
  close(): void {
    this.#isClosed = true
    for (const connection of [...this.#all]) connection.end(Failure.of('gateway-stopped', {}))
  }

  /** The idle connection that was used last, unless its time is over and only its timer has not come round yet. */
  #latest(): Connection | undefined {
    const connection = this.#idle.pop()
    if (connection?.isOverdue !== true) return connection
    connection.destroy()
    return this.#latest()
  }

  #forget(connection: Connection): void {
    this.#all.delete(connection)
    const place = this.#idle.indexOf(connection)
    if (place >= 0) this.#idle.splice(place, 1)
  }
}
