import { Trouble } from '../../core/errors.js'
import type { Found, Missing, Target } from '../../core/target.js'
import { type TargetRow, targetList } from '../../report/index.js'
import { TARGETS } from '../../targets/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'

const FLAGS = [{ name: 'json', says: 'Writes one JSON object a line, for programs.' }] as const

/** `gatecrash targets`: every gateway that can be put under test, which of them are here, and how to get the others. */
export const targets: Command = {
  name: 'targets',
  usage: '[--json]',
  says: 'Lists the gateways that can be put under test: what is here, and how to get what is not.',
  flags: FLAGS,
  examples: [
    ['gatecrash targets', 'Names as --target takes them, versions, and what to install.'],
    ['gatecrash run hang --target haproxy', 'One of them under test.']
  ],
  async perform(typed, { terminal: { out } }) {
    const { words, options } = parseFlags(typed, FLAGS, 'targets')
    const [word] = words
    if (word !== undefined) throw new Trouble('usage', `targets takes no word, found "${word}"`)
    const rows = await Promise.all(TARGETS.map(async target => rowOf(target, await target.find())))
    out.write(options.json ? rows.map(row => `${JSON.stringify(row)}\n`).join('') : targetList(rows, out))
    return EXIT.fine
  }
}

function rowOf({ name, product }: Target, found: Found | Missing): TargetRow {
  if (!found.here) return { name, product, here: false, why: found.why, install: found.install }
  return { name, product, here: true, version: found.version, program: found.program }
}
