import { Trouble } from '../../core/errors.js'
import type { Verdict } from '../../core/verdict.js'
import { type Prediction, predictionOf, predictionReport, QUESTIONS, type Question } from '../../report/index.js'
import { type Job, openSurroundings, playAll } from '../../runner/index.js'
import { Asker } from '../asker.js'
import type { Around } from '../command.js'
import { aboutWhich, contextOf, guessedRequest } from './predict-context.js'

/** Asks what will happen unless that is said already, plays the run, and holds the one against the other. */
export async function playPredicted(
  job: Job,
  given: Prediction | true,
  verbose: boolean,
  around: Around
): Promise<Verdict[]> {
  const { terminal, interrupted } = around
  const request = guessedRequest(job)
  const prediction = given === true ? await askFor(job, request, around) : given
  if (prediction === undefined) return []
  const report = predictionReport(terminal.out, { runs: 1, repeat: 1, verbose }, prediction, request)
  try {
    await using surroundings = openSurroundings(process.env)
    const take = { surroundings, interrupted }
    return [...(await playAll([job], 1, take, event => interrupted.aborted || report.take(event)))]
  } finally {
    report.finish()
  }
}

async function askFor(job: Job, request: number, { terminal, interrupted }: Around): Promise<Prediction | undefined> {
  const say = (text: string) => terminal.out.write(text)
  say(`${contextOf(job).join('\n')}\n\n${aboutWhich(job, request)}`)
  using asker = new Asker(say, interrupted)
  const values: Prediction[keyof Prediction][] = []
  for (const question of QUESTIONS) {
    const value = await askOne(question, asker, say)
    if (value === undefined && interrupted.aborted) return undefined
    if (value === undefined) throw tooFew(values.length)
    values.push(value)
  }
  say('\n')
  return predictionOf(values)
}

/** A person is asked again; what was piped in must be right. */
async function askOne(question: Question, asker: Asker, say: (text: string) => void) {
  for (;;) {
    const answer = await asker.ask(`  ${question.asks} (${question.expected}) `)
    if (answer === undefined) return undefined
    const piped = process.stdin.isTTY !== true
    if (piped) say(`${answer}\n`)
    const value = question.read(answer.toLowerCase())
    if (value !== undefined) return value
    if (piped) throw new Trouble('usage', `--predict: expected ${question.expected}, found "${answer}"`)
    say(`    expected ${question.expected}, found "${answer}"\n`)
  }
}

function tooFew(found: number): Trouble {
  const next = 'Pipe one answer a line, or say --predict=504,1s,yes,later.'
  return new Trouble('usage', `--predict: expected ${QUESTIONS.length} answers, found ${found}`, next)
}
