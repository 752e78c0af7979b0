/** Where to listen; on port 0 a free one is taken. */
export interface Place {
  readonly host: string
  readonly port: number
  /** How long the kernel's queue of connections is that nobody has accepted yet. */
  readonly backlog?: number | undefined
}

/** A port that behaves as it was asked to until it is closed. */
export interface Listening {
  /** Where it is called, when that is not where it was asked to listen. */
  readonly host?: string
  readonly port: number
  /** Takes no more connections; those that stand go on. */
  stop(): void
  /** Leaves the port to another way of listening; connections that stand go on. */
  release(): Promise<void>
  /** Also after one of the others. Open connections must have been closed before. */
  close(): Promise<void>
}
