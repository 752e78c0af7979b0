import { checkSchema } from '../../check/index.js'
import { Trouble } from '../../core/errors.js'
import { expectationsSchema, scenarioSchema } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'

const SCHEMAS = { scenario: scenarioSchema, expectations: expectationsSchema, check: checkSchema }

function isKind(word: string): word is keyof typeof SCHEMAS {
  return Object.hasOwn(SCHEMAS, word)
}

/** `gatecrash schema`: the JSON Schema of scenario files, for editors. */
export const schema: Command = {
  name: 'schema',
  usage: '[scenario | expectations | check]',
  says: 'Prints the JSON Schema of scenario files (or of expectations, or of gatecrash.yaml), from which editors complete and check.',
  flags: [],
  examples: [['gatecrash schema > scenario.schema.json', 'A copy beside your own scenarios.']],
  async perform(typed, { terminal }) {
    const { words } = parseFlags(typed, [], 'schema')
    const [kind = 'scenario', more] = words
    if (more !== undefined || !isKind(kind))
      throw new Trouble('usage', `expected scenario, expectations or check, found "${words.join(' ')}"`)
    terminal.out.write(`${JSON.stringify(SCHEMAS[kind](), null, 2)}\n`)
    return EXIT.fine
  }
}
