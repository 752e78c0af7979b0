import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Check, type Outcome, outcomeOf, readRules } from '../../check/index.js'
import { Trouble } from '../../core/errors.js'
import { type Around, type Command, EXIT } from '../command.js'
import { type Options, parseFlags } from '../flags.js'
import { cellsProgress } from './cells-progress.js'
import { CHECK_FLAGS } from './check-flags.js'
import { demandRecordable, recordLock, writeInitialRules } from './check-recording.js'
import { tellOutcome } from './check-telling.js'
import { SANDBOXES } from './sandboxes.js'
import { textOf } from './text-of.js'
import { undisturbed } from './undisturbed.js'

type CheckOptions = Options<typeof CHECK_FLAGS>

const RULES = 'gatecrash.yaml'

/** `gatecrash check`: runs a given configuration as it is, puts every route to every failure, and says what it answers. */
export const check: Command = {
  name: 'check',
  usage: '[CONFIGURATION | FOLDER | gatecrash.yaml] [options]',
  says: 'Runs a configuration of yours as it is, puts every route to every failure, and says what it answers, and why.',
  flags: CHECK_FLAGS,
  examples: [
    ['gatecrash check ./nginx.conf', 'What it answers when the upstream refuses, hangs, crashes, drips.'],
    ['gatecrash check ./haproxy.cfg --failure hang --verbose', 'One failure, every route.'],
    ['gatecrash check ./nginx.conf --update', 'Records that; the next check tells what has changed.'],
    ['gatecrash check', 'What gatecrash.yaml in this folder says.']
  ],
  async perform(typed, around) {
    const { words, options } = parseFlags(typed, CHECK_FLAGS, 'check')
    const checks = checksOf(words, options)
    return undisturbed(around, () => checkAll(checks, options, around))
  }
}

/** What was named: a configuration, or a file that names some. */
function checksOf(words: readonly string[], options: CheckOptions): Check[] {
  const [word = RULES, more] = words
  if (more !== undefined)
    throw new Trouble(
      'usage',
      `check takes one configuration, found "${words.join(' ')}"`,
      `Several stand in a ${RULES}.`
    )
  if (words.length === 0 && !existsSync(RULES))
    throw new Trouble(
      'usage',
      `no configuration was named, and there is no ${RULES} here`,
      'gatecrash check ./nginx.conf'
    )
  const checks = /\.ya?ml$/.test(word)
    ? readRules(word, textOf(word)).checks
    : [{ file: resolve(RULES), configuration: resolve(word), rules: [] }]
  return checks.map(each => ({
    ...each,
    ...(options.with !== undefined && { with: resolve(options.with) }),
    ...(options.route !== undefined && { routes: options.route }),
    ...(options.failure !== undefined && { failures: options.failure })
  }))
}

async function checkAll(checks: readonly Check[], options: CheckOptions, around: Around): Promise<number> {
  let worst: number = EXIT.fine
  for (const each of checks) {
    if (around.interrupted.aborted) return EXIT.trouble
    worst = Math.max(worst, await checkOne(each, options, around))
  }
  return worst
}

async function checkOne(each: Check, options: CheckOptions, { terminal, interrupted }: Around): Promise<number> {
  const { product, parallel = SANDBOXES, init, update } = options
  if (init || update) demandRecordable(each, options)
  const progress = cellsProgress(terminal.out, options.json !== true && options.tap !== true)
  const question = { product, parallel, interrupted, told: progress.told }
  const outcome = await outcomeOf(each, question).finally(progress.end)
  if (interrupted.aborted) return EXIT.trouble
  await tellOutcome(outcome, options, terminal)
  // What a program reads is that and nothing else.
  const tell = options.json || options.tap ? terminal.complain : terminal.out.write
  if (init) await writeInitialRules(each, outcome, tell)
  if (update) await recordLock(each, outcome, tell)
  return codeOf(outcome, options)
}

/** A change that is being recorded is none that fails. */
function codeOf({ result }: Outcome, { strict, update }: CheckOptions): number {
  const { behaviours, broken, changes, findings } = result
  if (behaviours.every(({ unknown }) => unknown !== undefined)) return EXIT.trouble
  const dangers = strict === true && findings.some(({ severity }) => severity === 'danger')
  return broken.length > 0 || dangers || (changes.length > 0 && update !== true) ? EXIT.failed : EXIT.fine
}
