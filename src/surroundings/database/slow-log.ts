import type pg from 'pg'

/** A line that starts something new: 2026-11-20 20:25:49.899 UTC [17250] LOG:  … */
const START = /^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[(\d+)\] /

/** Gathers what a PostgreSQL of ours writes about slow statements of some sessions, and about a role that it turns away. */
export class SlowLog {
  readonly #pids = new Set<string>()

  /** The name is that of the role. */
  constructor(private readonly name: string) {}

  /** Counts a session in, before it asks anything. */
  add(session: pg.PoolClient): void {
    this.#pids.add(String((session as { processID?: number }).processID))
  }

  /** Their lines in the log of the server; that the plan was asked for as well is the testbed's doing. */
  linesIn(log: string): string {
    const kept: string[] = []
    let ours = false
    for (const line of log.split('\n')) {
      const [, pid] = START.exec(line) ?? []
      if (pid !== undefined) ours = this.#pids.has(pid) || line.endsWith(` for role "${this.name}"`)
      if (ours && line !== '') kept.push(line.replaceAll('\t', '        ').replace(/EXPLAIN \([^)]*\) /, ''))
    }
    return kept.join('\n')
  }
}
