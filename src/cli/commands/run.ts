import { Trouble } from '../../core/errors.js'
import type { Event } from '../../core/events.js'
import { type CommandForm, createReport, type Prediction, quotedForShell, scenarioList } from '../../report/index.js'
import { type Job, openSurroundings, playAll, type Surroundings } from '../../runner/index.js'
import { allScenarios, cardOf, filesNamed, type Scenario, scenariosNamed, wordFor } from '../../scenario/index.js'
import { resolveTarget } from '../../targets/index.js'
import { type Around, type Command, EXIT } from '../command.js'
import { type Options, type Parsed, parseFlags } from '../flags.js'
import type { Terminal } from '../terminal.js'
import { limitsOf } from '../values.js'
import { againWhenChanged } from '../watch/again.js'
import { canBeDrawn, type Drawn, drawScenario, numberOf } from './any.js'
import { showEvidence } from './evidence.js'
import { exitCode } from './exit-code.js'
import { jobsFor } from './jobs.js'
import { refuseSwallowed } from './npm-swallowed.js'
import { playPredicted } from './predict.js'
import { PARALLEL, RUN_FLAGS } from './run-flags.js'
import { undisturbed } from './undisturbed.js'

type RunOptions = Options<typeof RUN_FLAGS>

/** `gatecrash run`: plays scenarios and explains what came; without a name it lists them. */
export const run: Command = {
  name: 'run',
  usage: '[NAME | GLOB | FILE.yaml]… [options]',
  says: 'Plays scenarios and explains what came of them; without a name, lists them.',
  flags: RUN_FLAGS,
  examples: [
    ['gatecrash run slow-db', 'A 504, and why.'],
    ['gatecrash run slow-db --remedy add-the-index', 'The fix, proven.'],
    ['gatecrash run refused crash "stalled-*"', 'Several, side by side.'],
    ['gatecrash run --all --target nginx', 'Every scenario in front of a real nginx.'],
    ['gatecrash run hang --read-timeout 3s', 'Another limit.'],
    ['gatecrash run hang --repeat 100 --speed 10', 'A hundred times, ten times faster: one verdict.'],
    ['gatecrash run crash --verbose', 'The bytes on both sides of the gateway, too.'],
    ['gatecrash run ./mine.yaml --watch', 'Again, whenever you save it.'],
    ['gatecrash run crash --json', 'The stream of events, for programs.']
  ],
  async perform(typed, around) {
    const parsed = parseFlags(typed, RUN_FLAGS, 'run')
    refuseSwallowed(process.env, RUN_FLAGS)
    const { options } = parsed
    if (options.watch) return watched(parsed, around)
    if (options.seed !== undefined && !options.any) throw new Trouble('usage', '--seed belongs to --any')
    const drawn = options.any ? await draw(parsed) : undefined
    const scenarios = drawn === undefined ? await chosen(parsed) : [drawn.scenario]
    if (scenarios === undefined) return listAll(around)
    const jobs = await jobsFor(scenarios, options, limitsOf(options))
    const here = { ...around, terminal: callingByFile(scenarios, around.terminal) }
    if (options.predict !== undefined) return predicted(jobs, options.predict, options, here)
    if (!options.evidence || options.json) return playJobs(jobs, options, here)
    const waits = drawn !== undefined && here.terminal.out.interactive && process.stdin.isTTY === true
    const riddle = drawn === undefined ? riddleOf(scenarios, options, here) : undefined
    const told = { solution: solutionOf(drawn, options, here), riddle, waits }
    return exitCode(await showEvidence(onlyOne(jobs, 'evidence'), told, here), options.strict === true)
  }
}

async function watched(parsed: Parsed<typeof RUN_FLAGS>, around: Around): Promise<number> {
  const { words, options } = parsed
  const other = (['json', 'any', 'predict', 'evidence'] as const).find(name => options[name])
  if (other !== undefined) throw new Trouble('usage', `--watch tells run after run: it takes no --${other}`)
  if (words.length === 0 && !options.all) throw new Trouble('usage', '--watch needs a scenario', 'Name its file.')
  return undisturbed(around, async () => {
    // What was costly to start stays up from one run to the next.
    await using surroundings = openSurroundings(process.env)
    const play = async () => {
      const scenarios = (await chosen(parsed)) ?? []
      const jobs = await jobsFor(scenarios, options, limitsOf(options))
      await playIn(surroundings, jobs, options, { ...around, terminal: callingByFile(scenarios, around.terminal) })
    }
    await againWhenChanged(await filesNamed(options.all ? ['*'] : words), play, around)
    return EXIT.fine
  })
}

async function predicted(jobs: readonly Job[], given: Prediction | true, options: RunOptions, around: Around) {
  const other = (['json', 'evidence'] as const).find(name => options[name])
  if (other !== undefined) throw new Trouble('usage', `--predict tells the whole run: it takes no --${other}`)
  return exitCode(
    await playPredicted(onlyOne(jobs, 'predict'), given, options.verbose === true, around),
    options.strict === true
  )
}

function draw({ words, options }: Parsed<typeof RUN_FLAGS>): Promise<Drawn> {
  if (options.all || words.length > 0)
    throw new Trouble('usage', '--any draws a scenario: it takes neither names nor --all')
  return drawScenario(resolveTarget(options.target ?? 'reference'), options.seed)
}

/** Who reads the evidence need not be who typed the command: the name must not stand in it. */
function solutionOf(drawn: Drawn | undefined, options: RunOptions, { terminal }: Around): string {
  if (drawn === undefined) return 'the same command without --evidence'
  return terminal.out.command('--any', '--seed', String(drawn.seed), ...optionsAgain(options))
}

/** How to show the same to somebody who must not read its name; a scenario of one's own cannot be drawn. */
function riddleOf([scenario]: readonly Scenario[], options: RunOptions, { terminal }: Around): string | undefined {
  if (scenario === undefined || !canBeDrawn(scenario, resolveTarget(options.target ?? 'reference'))) return undefined
  return terminal.out.command('--any', '--seed', String(numberOf(scenario)), '--evidence', ...optionsAgain(options))
}

function optionsAgain({ remedy, target }: RunOptions): string[] {
  return [...(remedy === undefined ? [] : ['--remedy', remedy]), ...(target === undefined ? [] : ['--target', target])]
}

function onlyOne(jobs: readonly Job[], flag: string): Job {
  const [job] = jobs
  if (job !== undefined && jobs.length === 1) return job
  throw new Trouble(
    'usage',
    `--${flag} shows one run, found ${jobs.length}`,
    'Name one scenario, or let --any draw one.'
  )
}

async function chosen({ words, options }: Parsed<typeof RUN_FLAGS>): Promise<Scenario[] | undefined> {
  if (options.all && words.length > 0) throw new Trouble('usage', '--all and names exclude each other')
  if (options.all) return allScenarios()
  if (words.length > 0) return scenariosNamed(words)
  const given = Object.keys(options)
  if (given.length > 0) throw new Trouble('usage', `--${given[0]} needs a scenario`, 'Name one, or say --all.')
  return undefined
}

/** Commands that are suggested must find the scenario again: one of a person's own is known by its file. */
function callingByFile(scenarios: readonly Scenario[], terminal: Terminal): Terminal {
  const words = new Map(scenarios.map(scenario => [scenario.id, quotedForShell(wordFor(scenario))]))
  const command: CommandForm = (name = '', ...options) => terminal.out.command(words.get(name) ?? name, ...options)
  return { ...terminal, out: { ...terminal.out, command } }
}

async function listAll({ terminal }: Around): Promise<number> {
  terminal.out.write(scenarioList((await allScenarios()).map(cardOf), terminal.out))
  return EXIT.fine
}

function playJobs(jobs: readonly Job[], options: RunOptions, around: Around): Promise<number> {
  return undisturbed(around, async () => {
    await using surroundings = openSurroundings(process.env)
    return await playIn(surroundings, jobs, options, around)
  })
}

async function playIn(
  surroundings: Surroundings,
  jobs: readonly Job[],
  options: RunOptions,
  { terminal, interrupted }: Around
): Promise<number> {
  const { json = false, verbose = false, repeat = 1, evidence = false } = options
  const format = json ? 'json' : verbose || jobs.length === 1 ? 'terminal' : 'lines'
  const report = createReport(format, terminal.out, { repeat, runs: jobs.length, verbose })
  try {
    const told = (event: Event) => {
      // What an interrupt has cut short says nothing about anything: only programs are told of it.
      if (json || !interrupted.aborted) report.take(event)
    }
    const verdicts = await playAll(jobs, options.parallel ?? PARALLEL, { surroundings, interrupted, evidence }, told)
    return exitCode(verdicts, options.strict === true)
  } finally {
    report.finish()
  }
}
