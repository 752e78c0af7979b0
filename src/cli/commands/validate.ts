import { Trouble } from '../../core/errors.js'
import { parseScenario, readSource, tellProblems } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'

/** `gatecrash validate`: checks scenario files and tells every mistake in them. */
export const validate: Command = {
  name: 'validate',
  usage: 'FILE.yaml…',
  says: 'Checks scenario files, and tells every mistake with file, line, column, what was expected and what was found.',
  flags: [],
  examples: [['gatecrash validate my-scenarios/*.yaml', 'Exit code 2 when any of them has a mistake.']],
  async perform(typed, { terminal }) {
    const { words: files } = parseFlags(typed, [], 'validate')
    if (files.length === 0)
      throw new Trouble('usage', 'validate needs scenario files', 'For example: gatecrash validate my-scenarios/*.yaml')
    let mistakes = 0
    for (const file of files) mistakes += await check(file, terminal.complain)
    const good = files.length === 1 ? `${files[0]} is a right scenario` : `${files.length} files, all right`
    terminal.out.write(mistakes === 0 ? `${good}\n` : '')
    if (mistakes > 0)
      terminal.complain(
        `${mistakes} mistake${mistakes === 1 ? '' : 's'}. Every word of the language: docs/language.md\n`
      )
    return mistakes === 0 ? EXIT.fine : EXIT.trouble
  }
}

async function check(file: string, complain: (text: string) => void): Promise<number> {
  try {
    const source = await readSource(file)
    const { problems } = parseScenario(source, file)
    if (problems.length > 0) complain(`${tellProblems(problems, source, file)}\n\n`)
    return problems.length
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    complain(`${error.message}\n\n`)
    return 1
  }
}
