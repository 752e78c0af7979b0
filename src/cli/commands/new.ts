import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Trouble } from '../../core/errors.js'
import { LOWER_CASE } from '../../core/shape/index.js'
import { quotedForShell } from '../../report/index.js'
import { allScenarios, readSource, startingFrom, startingPoint } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { parseFlags } from '../flags.js'
import type { Terminal } from '../terminal.js'
import { onlyScenario } from './only-scenario.js'

const FLAGS = [
  { name: 'from', value: 'SCENARIO', says: 'Begins with a copy of that one: a name, or a file.' },
  { name: 'out', value: 'FOLDER', says: 'Where the file goes; ./scenarios when there is one, else here.' }
] as const

/** `gatecrash new`: the file of a scenario of one's own, right as it stands. */
export const newScenario: Command = {
  name: 'new',
  usage: 'NAME [options]',
  says: 'Writes NAME.yaml, a scenario that runs as it stands, with a word on each of its parts.',
  flags: FLAGS,
  examples: [
    ['gatecrash new lost-order', 'A starting point of your own.'],
    ['gatecrash new slow-login --from slow-db --out drills', 'A copy of one that is known.']
  ],
  async perform(typed, { terminal }) {
    const { words, options } = parseFlags(typed, FLAGS, 'new')
    const name = await nameFrom(words)
    const folder = options.out ?? ((await isFolder('scenarios')) ? 'scenarios' : '.')
    const text = await textFor(name, folder, options.from)
    const file = join(folder, `${name}.yaml`)
    await write(folder, file, text)
    tellNext(file, terminal)
    return EXIT.fine
  }
}

async function nameFrom(words: readonly string[]): Promise<string> {
  const [name, ...more] = words
  if (name === undefined || more.length > 0)
    throw new Trouble('usage', `new needs one name, found ${words.length}`, 'For example: gatecrash new lost-order')
  if (!LOWER_CASE.pattern.test(name)) {
    const near = nearName(name)
    const next = near === undefined ? 'For example: lost-order' : `Did you mean ${near}?`
    throw new Trouble('usage', `expected ${LOWER_CASE.says}, found "${name}"`, next)
  }
  const known = (await allScenarios()).some(({ id }) => id === name)
  // What is recorded of a target goes by the name of the scenario.
  if (known) throw new Trouble('usage', `a scenario ${name} comes along already`, 'Choose another name.')
  return name
}

function nearName(name: string): string | undefined {
  const near = name
    .replace(/\.ya?ml$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return near === '' ? undefined : near
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false
  )
}

async function textFor(name: string, folder: string, from: string | undefined): Promise<string> {
  const editorLine = editorLineIn(folder)
  if (from === undefined) return startingPoint(name, editorLine)
  const { id, file } = await onlyScenario([from], 'new --from')
  return startingFrom(id, await readSource(file), editorLine)
}

const SCHEMA = fileURLToPath(new URL('../../../../schema/scenario.schema.json', import.meta.url))

/** Editors find the schema by the way to it, as long as it lies in the same place as the work. */
function editorLineIn(folder: string): string {
  const beside = !relative(process.cwd(), SCHEMA).startsWith('..')
  if (beside) return `# yaml-language-server: $schema=${relative(resolve(folder), SCHEMA)}`
  return '# For editors: gatecrash schema > scenario.schema.json, and "# yaml-language-server: $schema=scenario.schema.json" as the first line.'
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(error => {
    throw cannotWrite(folder, error)
  })
  await writeFile(file, text, { flag: 'wx' }).catch(error => {
    if (error.code !== 'EEXIST') throw cannotWrite(file, error)
    throw new Trouble('usage', `${file} is there already, and stays as it is`, 'Choose another name, or --out.')
  })
}

function cannotWrite(place: string, error: Error): Trouble {
  const next = 'Choose another folder: --out FOLDER'
  return new Trouble('usage', `cannot write ${place}: ${error.message}`, next, { cause: error })
}

function tellNext(file: string, { out, call }: Terminal): void {
  const word = quotedForShell(file.includes('/') ? file : `./${file}`)
  const next = [
    [out.command(word), 'plays it'],
    [out.command(word, '--watch'), 'plays it again whenever you save it'],
    [call('validate', word), 'tells every mistake in it'],
    [call('serve', word), 'keeps it up, for curl of your own']
  ] as const
  const width = Math.max(...next.map(([command]) => command.length))
  out.write(`${file} is written, and right as it stands.\n\n`)
  for (const [command, says] of next) out.write(`  ${command.padEnd(width)}  ${says}\n`)
}
