import { writeFile } from 'node:fs/promises'
import { Trouble } from '../../core/errors.js'
import { openSurroundings } from '../../runner/index.js'
import { resolveTarget, TARGETS } from '../../targets/index.js'
import { type Present, probeTimers, type Timers, timersPage, timersTable } from '../../timers/index.js'
import { type Around, type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'
import { wholeFlag } from '../values.js'

const FLAGS = [
  {
    name: 'target',
    value: 'NAME',
    many: true,
    says: 'A gateway to look at; may be given several times. All that are here when left out.'
  },
  wholeFlag('rounds', 'Measures each limit N times; 5 when left out.', 1, 100),
  wholeFlag('parallel', 'Measures so many side by side; 4 when left out.', 1, 64),
  { name: 'page', value: 'FILE', says: 'Writes the tables as Markdown into that file.' },
  { name: 'json', says: 'Writes what was measured as one JSON object a target, for programs.' }
] as const

/** `gatecrash timers`: what the limits of each gateway are, measured: total or between bytes, how many tries, how late. */
export const timers: Command = {
  name: 'timers',
  usage: '[options]',
  says: 'Measures what the limits of each gateway really are: total or between bytes, how many tries, how late.',
  flags: FLAGS,
  examples: [
    ['gatecrash timers --target nginx', 'Connecting, TLS, head, body, upload, unused connection.'],
    ['gatecrash timers --page docs/timers.md', 'Of every gateway that is here, as a page.']
  ],
  async perform(typed, around) {
    const { words, options } = parseFlags(typed, FLAGS, 'timers')
    const [word] = words
    if (word !== undefined)
      throw new Trouble('usage', `timers takes no word, found "${word}"`, 'Name a gateway with --target.')
    const present = await presentOf(options.target)
    const { rounds = 5, parallel = 4 } = options
    const measured = await measure(present, { rounds, parallel }, around)
    if (around.interrupted.aborted) return EXIT.trouble
    if (options.page !== undefined) await writeFile(options.page, timersPage(measured))
    around.terminal.out.write(
      options.json ? measured.map(each => `${JSON.stringify(each)}\n`).join('') : timersTable(measured)
    )
    return EXIT.fine
  }
}

/** Those that were named must be here; of all others those that are. */
async function presentOf(names: readonly string[] | undefined): Promise<Present[]> {
  const targets = names === undefined ? TARGETS : names.map(resolveTarget)
  const present: Present[] = []
  for (const target of targets) {
    const found = await target.find()
    if (found.here) present.push({ target, found })
    else if (names !== undefined)
      throw new Trouble('program-missing', `${target.product}: ${found.why}`, `To get it: ${found.install}`)
  }
  return present
}

async function measure(
  present: readonly Present[],
  how: { readonly rounds: number; readonly parallel: number },
  { terminal: { out }, interrupted }: Around
): Promise<readonly Timers[]> {
  await using surroundings = openSurroundings(process.env)
  const told = (done: number, of: number) => out.interactive && out.write(`\r${done} of ${of} measurements`)
  try {
    return await probeTimers(present, how, { surroundings, interrupted }, told)
  } finally {
    if (out.interactive) out.write('\r\u001b[K')
  }
}
