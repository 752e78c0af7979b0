/** What an operator finds on one of the machines: by a command, and untouched. */
export interface Finding {
  /** Which machine it is on. */
  readonly where: 'gateway' | 'upstream' | 'database'
  /** What one would type to see it. */
  readonly command: string
  readonly output: string
  /** It was so at this moment only; a log tells its times itself. */
  readonly momentary?: true
}
