import { Trouble } from '../../core/errors.js'
import {
  type Entry,
  fileFor,
  playMatrix,
  prepareFolder,
  resultsIn,
  type TargetResults,
  toldOf,
  writePage,
  writeResults
} from '../../matrix/index.js'
import { asProgram, createProgress, matrixReport, quotedForShell } from '../../report/index.js'
import { openSurroundings } from '../../runner/index.js'
import { allScenarios, type Scenario, scenariosNamed, wordFor } from '../../scenario/index.js'
import { type Around, type Command, EXIT } from '../command.js'
import { type Options, parseFlags } from '../flags.js'
import { exitCode } from './exit-code.js'
import { jobFor, refuseNamesakes } from './jobs.js'
import { type Absent, columnsFor, type FoundColumn } from './matrix-columns.js'
import { MATRIX_FLAGS } from './matrix-flags.js'
import { PARALLEL } from './run-flags.js'
import { undisturbed } from './undisturbed.js'

type MatrixOptions = Options<typeof MATRIX_FLAGS>

/** `gatecrash matrix`: plays scenarios on all gateways, and keeps what came of it as files and as a page. */
export const matrix: Command = {
  name: 'matrix',
  usage: '[NAME | GLOB | FILE.yaml]… [options]',
  says: 'Plays scenarios on every gateway, three times each, and makes files and a page of what came of it.',
  flags: MATRIX_FLAGS,
  examples: [
    ['gatecrash matrix', 'Every scenario on every gateway of this machine.'],
    ['gatecrash matrix --target nginx --target haproxy', 'Two gateways, side by side.'],
    ['gatecrash matrix "stalled-*" --rounds 10', 'Some scenarios only, ten times.'],
    ['gatecrash matrix --from', 'The page alone, from the files in results.']
  ],
  async perform(typed, around) {
    const { words, options } = parseFlags(typed, MATRIX_FLAGS, 'matrix')
    if (options.from) return pageAlone(words, options, around)
    const scenarios = words.length > 0 ? await scenariosNamed(words) : await allScenarios()
    refuseNamesakes(scenarios)
    const { columns, absent } = await columnsFor(options.target)
    const entries = (await Promise.all(columns.map(column => entriesOf(column, scenarios, options)))).flat()
    return undisturbed(around, () => playAndTell(scenarios, columns, absent, entries, options, around))
  }
}

async function entriesOf(
  column: FoundColumn,
  scenarios: readonly Scenario[],
  { speed, rounds = ROUNDS }: MatrixOptions
): Promise<Entry[]> {
  const { name, typed, target, found } = column
  const jobs = await Promise.all(scenarios.map(scenario => jobFor(scenario, target, found, { speed }, {})))
  return jobs.flatMap((job, at) => {
    const command = commandFor(scenarios[at] as Scenario, typed, speed)
    return Array.from({ length: rounds }, (_, before) => ({
      column,
      command,
      round: before + 1,
      job: { ...job, run: `${job.plan.card.id}@${name}#${before + 1}` }
    }))
  })
}

/** As a person types it anywhere, whoever has made the file. */
function commandFor(scenario: Scenario, target: string, speed: number | undefined): string {
  const options = [
    ...(target === 'reference' ? [] : ['--target', target]),
    ...(speed ? ['--speed', String(speed)] : [])
  ]
  return asProgram(...[wordFor(scenario), ...options].map(quotedForShell))
}

const ROUNDS = 3
const FOLDER = 'results'

async function playAndTell(
  scenarios: readonly Scenario[],
  columns: readonly FoundColumn[],
  absent: readonly Absent[],
  entries: readonly Entry[],
  options: MatrixOptions,
  { terminal, interrupted }: Around
): Promise<number> {
  const { results: folder = FOLDER, speed = 1, rounds = ROUNDS, parallel = PARALLEL, json = false } = options
  await prepareFolder(folder)
  // Told before minutes are spent: a file that cannot be shown beside the new ones.
  await resultsIn(
    folder,
    columns.map(({ name }) => name)
  )
  const { out } = terminal
  const progress = createProgress(json ? { ...out, interactive: false } : out, entries.length)
  const told: TargetResults[] = []
  await using surroundings = openSurroundings(process.env)
  try {
    await playMatrix(
      entries,
      { speed, rounds, parallel },
      { surroundings, interrupted },
      {
        event: event => (json ? out.write(`${JSON.stringify(event)}\n`) : progress.take(event)),
        complete: async results => {
          await writeResults(folder, results)
          told.push(results)
        }
      }
    )
  } finally {
    progress.end()
  }
  if (interrupted.aborted) return EXIT.trouble
  const page = await writePage(folder, options.page)
  const missing = absent.map(({ name, missing }) => ({ name, ...missing }))
  const files = [...told.map(({ target }) => fileFor(folder, target)), page]
  if (!json)
    out.write(
      matrixReport(
        {
          ...toldOf(
            scenarios.map(({ id }) => id),
            columns,
            told
          ),
          missing,
          files
        },
        out
      )
    )
  return codeOf(told, absent, options.strict === true)
}

async function pageAlone(words: readonly string[], options: MatrixOptions, { terminal }: Around): Promise<number> {
  const other = Object.keys(options).find(name => !['from', 'results', 'page'].includes(name))
  if (words.length > 0 || other !== undefined)
    throw new Trouble('usage', `--from plays nothing: it takes no ${other === undefined ? 'names' : `--${other}`}`)
  const page = await writePage(options.results ?? FOLDER, options.page)
  terminal.out.write(`${page}\n`)
  return EXIT.fine
}

function codeOf(told: readonly TargetResults[], absent: readonly Absent[], strict: boolean): number {
  const code = exitCode(
    told.flatMap(({ cells }) => cells),
    strict
  )
  return code === EXIT.fine && strict && absent.length > 0 ? EXIT.failed : code
}
