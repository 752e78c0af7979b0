import { now } from '../core/clock.js'
import type { RunDatabase, Sessions } from '../surroundings/index.js'
import type { Look } from './look.js'

/** Looks at the sessions of a run's database. */
export class SessionWatch {
  #best: { readonly at: number; readonly sessions: Sessions } | undefined

  constructor(private readonly database: Pick<RunDatabase, 'sessions'>) {}

  /** A database that cannot be asked at the moment is asked the next time. */
  async look(): Promise<void> {
    const at = now()
    const sessions = await this.database.sessions().catch(() => undefined)
    if (sessions === undefined || (this.#best !== undefined && isLess(sessions, this.#best.sessions))) return
    this.#best = { at, sessions }
  }

  /** The last look of those in which most of them were at work, or waited; undefined where there is no database. */
  get best(): Look | undefined {
    if (this.#best === undefined || this.#best.sessions.output === '') return undefined
    const { at, sessions } = this.#best
    return { at, where: 'database', command: sessions.command, output: sessions.output }
  }
}

function isLess(one: Sessions, other: Sessions): boolean {
  return one.busy === other.busy ? one.waiting < other.waiting : one.busy < other.busy
}
