/** The limits that a scenario sets, in real milliseconds. What is left out is the target's default. */
export interface Limits {
  readonly connect?: number
  readonly read?: number
  readonly write?: number
  readonly head?: number
  readonly total?: number
  readonly keepalive?: number
}
