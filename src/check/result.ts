import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Checked, checkConfiguration, type Question } from './check.js'
import { FAILURES } from './failures.js'
import { findingsOf } from './findings/index.js'
import { cellsOf, compare, type Lock, readLock, type Side, toldChanges } from './lock/index.js'
import type { CheckResult } from './page/index.js'
import { type Check, isChosen, judgeRules, type Rule } from './rules/index.js'

/** What a check has come to, and what is needed to record it. */
export interface Outcome {
  readonly result: CheckResult
  readonly checked: Checked
  /** Where its behaviour is recorded, and what stands there. */
  readonly lock: { readonly path: string; readonly before: Lock | undefined }
  /** Rules that are about nothing that was played. */
  readonly idle: readonly Rule[]
}

/** Checks a configuration, and holds it against the rules of its check and against its lock. */
export async function outcomeOf(
  check: Check,
  question: Omit<Question, 'chosen' | 'path' | 'program'>
): Promise<Outcome> {
  const began = performance.now()
  const path = resolve(dirname(check.file), check.configuration)
  const program = check.with === undefined ? undefined : resolve(dirname(check.file), check.with)
  const chosen = (route: string, failure: string) => isChosen(check, route, failure)
  const lock = lockOf(path)
  const checked = await checkConfiguration({ ...question, path, program, chosen })
  const { configuration, behaviours, version } = checked
  const { broken, idle } = judgeRules(check, behaviours, pageBeside(check.file))
  const after: Side = { cells: cellsOf(behaviours), routes: configuration.routes }
  const changes = lock.before === undefined ? [] : compare(chosenOf(lock.before, check), after).changes
  const result: CheckResult = {
    configuration,
    version,
    how: howOf(checked),
    provided: checked.provided.map(({ path, what }) => ({ path, why: what })),
    failures: FAILURES,
    behaviours,
    findings: findingsOf(configuration, behaviours),
    broken,
    changes: toldChanges(changes),
    took: performance.now() - began
  }
  return { result, checked, lock, idle }
}

/** Where the behaviour of a configuration is recorded. */
function lockOf(configuration: string): Outcome['lock'] {
  const path = lockPath(configuration)
  return { path, before: existsSync(path) ? readLock(path, readFileSync(path, 'utf8')) : undefined }
}

/** Beside a file, in a folder. */
export function lockPath(configuration: string): string {
  const isFolder = statSync(configuration, { throwIfNoEntry: false })?.isDirectory() === true
  return isFolder ? join(configuration, 'gatecrash.lock.yaml') : `${configuration}.lock.yaml`
}

function chosenOf(lock: Lock, check: Check): Side {
  return { ...lock, cells: lock.cells.filter(({ route, failure }) => isChosen(check, route, failure)) }
}

function pageBeside(file: string): (path: string) => string | undefined {
  return path => {
    const place = resolve(dirname(file), path)
    return existsSync(place) ? readFileSync(place, 'utf8') : undefined
  }
}

const WALLS = 'in a network, a file system and processes of its own'

/** What is made shorter where no library reaches the clock. */
const SHORTENED: Readonly<Record<string, string>> = {
  caddy: 'with its durations made shorter, and certificates of ours, in what it makes of its configuration itself',
  varnish: 'with all of its times made shorter, in a copy'
}

function howOf({ clock, configuration: { product, start } }: Checked): CheckResult['how'] {
  if (start.clock === 'scaled')
    return { sandbox: WALLS, clock: SHORTENED[product] ?? '', speed: 'all times are those of production' }
  return {
    sandbox: WALLS,
    clock:
      clock === null
        ? 'in real time, since there is no fast clock (package faketime)'
        : 'on a fast clock (libfaketime)',
    speed: clock === null ? '' : 'all times are those of production'
  }
}
