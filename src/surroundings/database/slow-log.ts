import type pg from 'pg'

/** In every session: from so many milliseconds on, a statement is told with its plan, where the server has what that needs. */
const WITH_PLANS = "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 100; SET auto_explain.log_analyze = on"

/** A line that starts something new: 2026-11-20 20:25:49.899 UTC [17250] LOG:  … */
const START = /^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[(\d+)\] /

/** Gathers what a PostgreSQL of ours writes about slow statements of some sessions. */
export class SlowLog {
  readonly #pids = new Set<string>()

  /** Counts a session in, before it asks anything. */
  add(session: pg.PoolClient): void {
    this.#pids.add(String((session as { processID?: number }).processID))
    session.query(WITH_PLANS).catch(() => {})
  }

  /** Their lines in the log of the server; that the plan was asked for as well is the testbed's doing. */
  linesIn(log: string): string {
    const kept: string[] = []
    let ours = false
    for (const line of log.split('\n')) {
      const [, pid] = START.exec(line) ?? []
      if (pid !== undefined) ours = this.#pids.has(pid)
      if (ours && line !== '') kept.push(line.replaceAll('\t', '        ').replace(/EXPLAIN \([^)]*\) /, ''))
    }
    return kept.join('\n')
  }
}
