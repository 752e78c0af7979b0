import { Trouble } from '../../core/errors.js'
import type { Sight } from '../../core/events.js'
import { openSurroundings, serveUpstream } from '../../runner/index.js'
import { planRun, type Scenario, scenariosNamed } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'
import { wholeFlag } from '../values.js'

const FLAGS = [
  { name: 'host', value: 'ADDRESS', says: 'The address to listen on (127.0.0.1).' },
  wholeFlag('port', 'The port to listen on (9000); 0 takes a free one.', 0, 65_535),
  { name: 'remedy', value: 'NAME', says: 'Plays a remedy of the scenario instead of the failure.' }
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
    const scenario = await only(words)
    const plan = planRun(scenario, { remedy: options.remedy, speed: 1, limits: {} })
    const { host = '127.0.0.1', port = 9000 } = options
    await using surroundings = openSurroundings(process.env)
    const witness = (sight: Sight) => terminal.out.write(`${JSON.stringify(withoutSecrets(sight))}\n`)
    await serveUpstream(plan, { host, port }, { surroundings, interrupted }, witness)
    return EXIT.fine
  }
}

async function only(words: readonly string[]): Promise<Scenario> {
  const scenarios = await scenariosNamed(words)
  const [scenario] = scenarios
  if (scenario === undefined || scenarios.length > 1)
    throw new Trouble(
      'usage',
      `upstream needs one scenario, found ${scenarios.length}`,
      'For example: gatecrash upstream slow-db'
    )
  return scenario
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
