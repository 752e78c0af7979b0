/** How the database of a run is set up, in real milliseconds. What is left out is PostgreSQL's own default. */
export interface DatabasePlan {
  /** So many sessions the database grants to the upstream. */
  readonly connections?: number | undefined
  /** So many sessions the upstream asks for at most; who finds none free waits. */
  readonly pool?: number | undefined
  readonly 'lock-timeout'?: number | undefined
  readonly 'statement-timeout'?: number | undefined
  readonly 'idle-in-transaction-timeout'?: number | undefined
  readonly 'deadlock-timeout'?: number | undefined
}
