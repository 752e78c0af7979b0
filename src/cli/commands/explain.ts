import { createReadStream } from 'node:fs'
import { addAbortSignal, type Readable } from 'node:stream'
import { Trouble } from '../../core/errors.js'
import {
  answerJson,
  answerPage,
  type Library,
  linesOf,
  logJson,
  logPage,
  Tally,
  understood
} from '../../explain/index.js'
import { allScenarios, cardOf } from '../../scenario/index.js'
import { type Around, type Command, EXIT } from '../command.js'
import { EXPLAIN_FLAGS, type ExplainOptions, filesAmong, typedToExplain } from './explain-words.js'

/** `gatecrash explain`: what a status, a flag, a duration, a log line or a whole log means, and what to check first. */
export const explain: Command = {
  name: 'explain',
  usage: '[STATUS | ERROR TYPE | FLAG | DURATION | LOG LINE | FILE…] [options]',
  says: 'Says what a status, a flag, a duration, a log line or a whole log means, and what to check first; without a word, reads a log from its input.',
  flags: EXPLAIN_FLAGS,
  examples: [
    ['gatecrash explain 504', 'What it means, who says it, what to check first.'],
    ['gatecrash explain < error.log', 'A whole log, counted by cause; also: gatecrash explain error.log'],
    [
      "gatecrash explain 'upstream prematurely closed …'",
      'A line of a log; quotes are not needed where the shell leaves it alone.'
    ],
    ['gatecrash explain sH--', 'A flag of HAProxy or Envoy, an error code, an errno.'],
    ['gatecrash explain connection_refused', 'An RFC 9209 error type, or a Proxy-Status field.'],
    ['gatecrash explain 29s', 'Whose limit that is.'],
    ['gatecrash explain 502 --for caller', 'May I send it again? Also: --for visitor.']
  ],
  async perform(typed, around) {
    const { options, words } = typedToExplain(typed)
    const library = new Map((await allScenarios()).map(scenario => [scenario.id, cardOf(scenario)]))
    const files = filesAmong(words)
    if (files !== undefined) return explainLogs(files, options, library, around)
    return explainWords(words.join(' '), options, library, around)
  }
}

function explainWords(text: string, options: ExplainOptions, library: Library, { terminal }: Around): number {
  const question = understood(text)
  if (question === undefined) throw notUnderstood(text)
  terminal.out.write(
    options.json
      ? `${JSON.stringify(answerJson(question, library))}\n`
      : answerPage(question, options.for ?? 'operator', library, terminal.out)
  )
  return EXIT.fine
}

const UNDERSTOOD =
  'Understood are: a status (504), an RFC 9209 error type (connection_refused), a Proxy-Status field, a duration (29s), a flag or code (sH--, UF, H12, ECONNRESET, errno 111), a line of a log of nginx, HAProxy, Apache, Caddy, Envoy, Traefik, ALB and others, a file, or a log as input.'

function notUnderstood(text: string): Trouble {
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120)
  return new Trouble('usage', `"${shown}" is nothing that explain understands`, UNDERSTOOD)
}

async function explainLogs(
  files: readonly string[],
  options: ExplainOptions,
  library: Library,
  { terminal, interrupted }: Around
): Promise<number> {
  const tally = new Tally()
  for (const file of files) await count(file, tally, interrupted)
  const name = files.map(file => (file === '-' ? 'standard input' : file)).join(', ')
  if (tally.lines === 0) throw new Trouble('usage', `there is nothing in ${name}`, UNDERSTOOD)
  terminal.out.write(
    options.json
      ? `${JSON.stringify(logJson(name, tally, library))}\n`
      : logPage(name, tally, options.for ?? 'operator', library, terminal.out)
  )
  return tally.unknown === tally.lines ? EXIT.trouble : EXIT.fine
}

async function count(file: string, tally: Tally, interrupted: AbortSignal): Promise<void> {
  const stream: Readable = file === '-' ? process.stdin : createReadStream(file)
  addAbortSignal(interrupted, stream)
  try {
    for await (const line of linesOf(stream)) tally.take(line)
  } catch (error) {
    // Whoever interrupts a log that goes on and on wants to see what there was.
    if (interrupted.aborted) return
    throw new Trouble('usage', `cannot read ${file}: ${(error as Error).message}`, undefined, { cause: error })
  }
}
