import { Trouble } from '../../core/errors.js'
import { type Finding, findingsSummary, findingText } from '../../report/index.js'
import { allScenarios, planRun } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { findingOf, PROBES, readyFor } from '../doctor/index.js'
import { parseFlags } from '../flags.js'

const FLAGS = [{ name: 'json', says: 'Writes the findings as one JSON object, for programs.' }] as const

const EXITS = { all: EXIT.fine, some: EXIT.failed, nothing: EXIT.trouble } as const

/** `gatecrash doctor`: what of this machine Gatecrash can use, what is skipped for lack of it, and how to get it. */
export const doctor: Command = {
  name: 'doctor',
  usage: '[--json]',
  says: 'Says what is on this machine, what is skipped for lack of it, and how to get it.',
  flags: FLAGS,
  examples: [
    ['gatecrash doctor', 'Exit code 0 when every scenario can run, 1 when only some can, 2 when none can.'],
    ['gatecrash doctor --json', 'The same for programs.']
  ],
  async perform(typed, { terminal: { out }, interrupted }) {
    const { words, options } = parseFlags(typed, FLAGS, 'doctor')
    const [word] = words
    if (word !== undefined) throw new Trouble('usage', `doctor takes no word, found "${word}"`)
    const plans = (await allScenarios()).map(scenario => planRun(scenario, { speed: 1, limits: {} }))
    const findings: Finding[] = []
    // One after the other: what takes the processor from another probe would be found there.
    for (const probe of PROBES) {
      if (interrupted.aborted) return EXIT.trouble
      const finding = await findingOf(probe, { plans, env: process.env })
      findings.push(finding)
      if (!options.json) out.write(findingText(finding, out))
    }
    const ready = readyFor(findings)
    out.write(options.json ? `${JSON.stringify({ ready, findings })}\n` : findingsSummary(ready, out))
    return EXITS[ready]
  }
}
