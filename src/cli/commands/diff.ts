import { resolve } from 'node:path'
import { cellsOf, compare, isChosen, outcomeOf, readLock, type Side, toldChanges } from '../../check/index.js'
import { Trouble } from '../../core/errors.js'
import { type Around, type Command, EXIT } from '../command.js'
import { type Options, parseFlags } from '../flags.js'
import { wholeFlag } from '../values.js'
import { cellsProgress } from './cells-progress.js'
import { SANDBOXES } from './sandboxes.js'
import { textOf } from './text-of.js'
import { undisturbed } from './undisturbed.js'

const FLAGS = [
  {
    name: 'with',
    value: 'PROGRAM',
    many: true,
    says: 'The program that runs them; given twice, the second is for NEW: two versions of one product.'
  },
  { name: 'route', value: 'ROUTE', many: true, says: 'Only this route; again for each further one.' },
  { name: 'failure', value: 'NAME', many: true, says: 'Only this failure; again for each further one.' },
  wholeFlag('parallel', 'Plays in so many sandboxes side by side; 3 for each processor when left out.', 1, 32),
  { name: 'json', says: 'Writes the changes as one JSON object, for programs.' }
] as const

type DiffOptions = Options<typeof FLAGS>

/** `gatecrash diff`: what a client would see differently with another configuration, product or version. */
export const diff: Command = {
  name: 'diff',
  usage: 'OLD NEW [options]',
  says: 'Tells what a client would see differently: of two configurations, two products, two versions, or since a lock file.',
  flags: FLAGS,
  examples: [
    ['gatecrash diff nginx.conf nginx.new.conf', 'Before a change goes out.'],
    ['gatecrash diff nginx.conf haproxy.cfg', 'Before a move from one product to another.'],
    ['gatecrash diff nginx.conf nginx.conf --with /usr/sbin/nginx --with /opt/nginx/sbin/nginx', 'Two versions.'],
    ['gatecrash diff nginx.conf.lock.yaml nginx.conf', 'Since it was recorded.']
  ],
  async perform(typed, around) {
    const { words, options } = parseFlags(typed, FLAGS, 'diff')
    const [before, after, more] = words
    if (before === undefined || after === undefined || more !== undefined)
      throw new Trouble('usage', `diff takes two configurations, found ${words.length}`, 'gatecrash diff OLD NEW')
    return undisturbed(around, () => tellDifference(before, after, options, around))
  }
}

async function tellDifference(before: string, after: string, options: DiffOptions, around: Around): Promise<number> {
  const [first, second = first] = options.with ?? []
  const left = await sideOf(before, first, options, around)
  const right = await sideOf(after, second, options, around)
  if (around.interrupted.aborted) return EXIT.trouble
  const comparison = compare(left, right)
  const { changes, same, unknown } = comparison
  const { out } = around.terminal
  if (options.json) out.write(`${JSON.stringify(comparison)}\n`)
  else {
    for (const line of toldChanges(changes)) out.write(`${line}\n`)
    const words = [
      `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`,
      `${same} the same`,
      ...(unknown > 0 ? [`${unknown} not known`] : [])
    ]
    out.write(`${changes.length > 0 ? '\n' : ''}${words.join(', ')}\n`)
  }
  return changes.length > 0 ? EXIT.failed : EXIT.fine
}

async function sideOf(path: string, program: string | undefined, options: DiffOptions, around: Around): Promise<Side> {
  if (/\.ya?ml$/.test(path)) return readLock(path, textOf(path))
  const { route: routes, failure: failures, parallel = SANDBOXES } = options
  const progress = cellsProgress(around.terminal.out, options.json !== true)
  const check = {
    file: resolve('gatecrash.yaml'),
    configuration: resolve(path),
    rules: [],
    ...(program !== undefined && { with: resolve(program) }),
    ...(routes !== undefined && { routes }),
    ...(failures !== undefined && { failures })
  }
  const question = { parallel, interrupted: around.interrupted, told: progress.told }
  const { result } = await outcomeOf(check, question).finally(progress.end)
  // The control is played in any case, and compared where it was asked for.
  const chosen = result.behaviours.filter(each => isChosen(check, each.route, each.failure))
  return { cells: cellsOf(chosen), routes: result.configuration.routes }
}
