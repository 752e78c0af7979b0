import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { type Check, initialRules, type Outcome, writeLock } from '../../check/index.js'
import { Trouble } from '../../core/errors.js'
import { writeWhole } from '../../surroundings/index.js'
import type { Options } from '../flags.js'
import type { CHECK_FLAGS } from './check-flags.js'

const RULES = 'gatecrash.yaml'

/** What is recorded is all of it; and nothing that somebody has written is written over. */
export function demandRecordable(
  { configuration }: Check,
  { route, failure, init }: Options<typeof CHECK_FLAGS>
): void {
  if (route !== undefined || failure !== undefined)
    throw new Trouble('usage', 'what is recorded is every route and every failure', 'Leave out --route and --failure.')
  const rules = join(dirname(configuration), RULES)
  if (init && existsSync(rules))
    throw new Trouble('usage', `${rules} is there already`, 'Edit it, or move it away first.')
}

/** Writes rules that hold for what was found, beside the configuration. */
export async function writeInitialRules(
  { configuration }: Check,
  { result }: Outcome,
  tell: (text: string) => void
): Promise<void> {
  const path = join(dirname(configuration), RULES)
  await writeWhole(path, initialRules(basename(configuration), result.behaviours))
  tell(`\nwritten: ${relative(process.cwd(), path)}   gatecrash check ${relative(process.cwd(), path)}\n`)
}

/** Records what was found, so that the next check tells what has changed. */
export async function recordLock(
  { configuration }: Check,
  { result, lock }: Outcome,
  tell: (text: string) => void
): Promise<void> {
  const { behaviours, version } = result
  const { product, files } = result.configuration
  const hash = createHash('sha256')
    .update(files.map(({ text }) => text).join('\0'))
    .digest('hex')
    .slice(0, 12)
  const recorded = { product, version, configuration: basename(configuration), hash, behaviours }
  await writeWhole(lock.path, writeLock(recorded, lock.before))
  tell(`\nrecorded: ${relative(process.cwd(), lock.path)}\n`)
}
