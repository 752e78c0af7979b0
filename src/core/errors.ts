/** What can be wrong with how Gatecrash was used, or with the testbed itself. Each ends the command with exit code 2. */
export type TroubleCode =
  | 'usage'
  | 'bad-scenario'
  | 'bad-config'
  | 'no-such-scenario'
  | 'port-busy'
  | 'program-missing'
  | 'start-failed'
  | 'database'
  | 'overdue'
  | 'interrupted'

/** Trouble that a person can do something about: what was found, what was expected, what to do next. */
export class Trouble extends Error {
  override readonly name = 'Trouble'
  constructor(
    readonly code: TroubleCode,
    message: string,
    /** What to do next, as a sentence or a command. */
    readonly next?: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
