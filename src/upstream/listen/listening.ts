/** Where to listen; on port 0 a free one is taken. */
export interface Place {
  readonly host: string
  readonly port: number
}

/** A port that behaves as it was asked to until it is closed. */
export interface Listening {
  readonly port: number
  /** Open connections must have been closed before. */
  close(): Promise<void>
}
