import type { Finding } from '../../report/index.js'
import { database } from './database.js'
import { fastClock } from './fast-clock.js'
import { gateways } from './gateways.js'
import { blackhole, refusal } from './listening.js'
import { node } from './node.js'
import { openFiles } from './open-files.js'
import { platform } from './platform.js'
import { addresses, ports } from './ports.js'
import type { Probe, Question } from './probe.js'
import { processors } from './processors.js'
import { sandbox } from './sandbox.js'
import { temporary } from './temporary.js'
import { tools } from './tools.js'

/** Everything that is looked for, in this order. */
export const PROBES: readonly Probe[] = [
  node,
  platform,
  processors,
  openFiles,
  temporary,
  ports,
  addresses,
  refusal,
  blackhole,
  database,
  sandbox,
  fastClock,
  ...gateways,
  ...tools
]

/** What one probe finds; one that fails has found that what it looked for is not there. */
export async function findingOf(probe: Probe, question: Question): Promise<Finding> {
  const { name, weighs } = probe
  const found = await probe.look(question).catch(error => ({ state: 'absent' as const, found: wordsOf(error) }))
  return { name, weighs, ...found }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** How much can run with what was found. */
export function readyFor(findings: readonly Finding[]): 'all' | 'some' | 'nothing' {
  const absent = findings.filter(({ state }) => state === 'absent').map(({ weighs }) => weighs)
  if (absent.includes('all')) return 'nothing'
  return absent.includes('some') ? 'some' : 'all'
}
