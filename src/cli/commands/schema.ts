import { scenarioSchema } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'

/** `gatecrash schema`: the JSON Schema of scenario files, for editors. */
export const schema: Command = {
  name: 'schema',
  usage: '',
  says: 'Prints the JSON Schema of scenario files, from which editors complete and check.',
  flags: [],
  examples: [['gatecrash schema > scenario.schema.json', 'A copy beside your own scenarios.']],
  async perform(typed, { terminal }) {
    parseFlags(typed, [], 'schema')
    terminal.out.write(`${JSON.stringify(scenarioSchema(), null, 2)}\n`)
    return EXIT.fine
  }
}
