import type { Sight } from '../../core/events.js'
import { openSurroundings, serveUpstream } from '../../runner/index.js'
import { planRun } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'
import { SPEED_FLAG, wholeFlag } from '../values.js'
import { onlyScenario } from './only-scenario.js'

const FLAGS = [
  { name: 'host', value: 'ADDRESS', says: 'The address to listen on (127.0.0.1).' },
  wholeFlag('port', 'The port to listen on (9000); 0 takes a free one.', 0, 65_535),
  { name: 'remedy', value: 'NAME', says: 'Plays a remedy of the scenario instead of the failure.' },
  SPEED_FLAG
] as const

/** `gatecrash upstream`: the fake upstream of a scenario alone, for a gateway of one's own. */
export const upstream: Command = {
  name: 'upstream',
  usage: 'NAME [options]',
  says: 'Keeps the upstream of a scenario up, for a gateway of your own; what it sees is one JSON line each.',
  flags: FLAGS,
  examples: [
    ['gatecrash upstream slow-db', 'On port 9000; a database comes with it.'],
    ['gatecrash upstream stalled-body --port 0', 'On a free port, which the first line names.']
  ],
  async perform(typed, { terminal, interrupted }) {
    const { words, options } = parseFlags(typed, FLAGS, 'upstream')
    const scenario = await onlyScenario(words, 'upstream')
    const plan = planRun(scenario, { remedy: options.remedy, speed: options.speed ?? 1, limits: {} })
    const { host = '127.0.0.1', port = 9000 } = options
    await using surroundings = openSurroundings(process.env)
    const witness = (sight: Sight) => terminal.out.write(`${JSON.stringify(withoutSecrets(sight))}\n`)
    await serveUpstream(plan, { host, port }, { surroundings, interrupted }, witness)
    return EXIT.fine
  }
}

const SECRET = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key']

/** What is seen of real requests goes into logs: without their bytes, and without what opens doors. */
function withoutSecrets(sight: Sight): object {
  const told = Object.entries(sight).filter(([name]) => name !== 'bytes')
  return Object.fromEntries(told.map(([name, value]) => [name, name === 'fields' ? masked(value) : value]))
}

function masked(fields: readonly string[]): string[] {
  const isSecret = (at: number) => at % 2 === 1 && SECRET.includes(fields[at - 1]?.toLowerCase() ?? '')
  return fields.map((text, at) => (isSecret(at) ? '(masked)' : text))
}
