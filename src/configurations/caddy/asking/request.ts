/** What a client asks for, as far as it decides where that leads. */
export interface Asked {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly tls: boolean
  /** Name, value, name, value, … */
  readonly fields: readonly string[]
}
