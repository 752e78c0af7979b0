import { constants, setPriority } from 'node:os'
import { setImmediate as nextRound } from 'node:timers/promises'
import { now } from '../core/clock.js'
import { createMarks, type Marks } from '../core/marks.js'
import type { QueryOutcome, Question } from '../core/queries.js'
import type { Script } from '../core/upstream-plan.js'
import { DEEDS, STEPS } from '../steps/index.js'
import { keptWaiting } from '../surroundings/index.js'
import { type LocalUpstream, type OnLockWait, startUpstream } from '../upstream/index.js'
import type { FromUpstream, ToUpstream } from './upstream-messages.js'

// The process of an upstream that can crash. It has no life of its own: it goes when the run goes, and Ctrl-C, which every process
// of the terminal gets, is for the run to hear.
process.on('disconnect', () => process.exit())
process.on('SIGINT', () => {})

/** Whoever starts it. When that is gone this process has another parent, at the latest by the time that it computes. */
const parent = process.ppid
const run = new AbortController()
interface Asker {
  resolve(outcome: QueryOutcome): void
  reject(error: Error): void
  readonly onWait: OnLockWait
}

const questions = new Map<number, Asker>()
const setHere = createMarks()
let upstream: LocalUpstream | undefined
let name = ''
let waitedBefore = 0

process.on('message', (message: ToUpstream) => {
  if (message.what === 'start') void start(message)
  else if (message.what === 'mark') setHere.set(message.name)
  else if (message.what === 'query-waits') questions.get(message.question)?.onWait(message.wait, message.forEver)
  else if (message.what === 'outcome') questions.get(message.question)?.resolve(message.outcome)
  else if (message.what === 'no-outcome') questions.get(message.question)?.reject(new Error(message.why))
  else if (message.what === 'settle') void tellSettled()
  else run.abort()
})
tell({ what: 'booted' })

async function start({ plan, host, port, speed, earlier }: Extract<ToUpstream, { what: 'start' }>): Promise<void> {
  name = plan.name
  try {
    upstream = await startUpstream(plan, {
      host,
      port,
      speed,
      steps: STEPS,
      deeds: DEEDS,
      earlier,
      over: run.signal,
      witness: (sight, at = now()) => tell({ what: 'fact', sight, at }),
      marks,
      query: ask,
      leave: session => tell({ what: 'leave', session }),
      block,
      crash,
      exit
    })
    for (const [signal, deeds] of Object.entries(plan.life?.on ?? {})) {
      process.on(signal, () => void obey(signal as NodeJS.Signals, deeds))
    }
    waitedBefore = keptWaiting([process.pid])
    tell({ what: 'started', host: upstream.host, port: upstream.port })
  } catch (error) {
    tell({ what: 'not-started', why: error instanceof Error ? error.message : String(error) })
  }
}

/** Marks that are set here are told; those that are awaited here may be set elsewhere. */
const marks: Marks = {
  set(name) {
    setHere.set(name)
    tell({ what: 'mark', name })
  },
  wait(name, over) {
    tell({ what: 'await', name })
    return setHere.wait(name, over)
  }
}

function ask(asked: Question, onWait: OnLockWait): Promise<QueryOutcome> {
  const question = questions.size
  return new Promise((resolve, reject) => {
    questions.set(question, { resolve, reject, onWait })
    tell({ what: 'query', question, asked })
  })
}

/** The event loop takes all that lies in the kernel in a few rounds: a new connection in one, its bytes in the next. */
const ROUNDS = 5

/**
 * Computes. There is no round of the event loop between what was told last, such as a mark, and the first moment in which nobody is answered;
 * and what has queued up meanwhile is taken before the script goes on.
 */
async function block(milliseconds: number): Promise<void> {
  if (milliseconds === Number.POSITIVE_INFINITY) {
    tell({ what: 'blocks-for-ever' })
    // It takes what nobody else needs: gateways and clients share the machine with it, and are measured.
    setPriority(constants.priority.PRIORITY_LOW)
  }
  const until = now() + milliseconds
  // Nothing else would tell it that the run is gone.
  while (now() < until && process.ppid === parent);
  for (let round = 0; round < ROUNDS; round++) await nextRound()
}

/** Kills this process once its last word, and so all before it, is with the kernel: what a process still holds dies with it. */
function crash(signal: NodeJS.Signals): Promise<never> {
  tellWaiting()
  return new Promise(() => tell({ what: 'crash', signal, at: now() }, () => process.kill(process.pid, signal)))
}

/** Leaves by itself, once its last word is with the kernel. */
function exit(code: number): Promise<never> {
  tellWaiting()
  return new Promise(() => tell({ what: 'exit', code, at: now() }, () => process.exit(code)))
}

async function obey(signal: NodeJS.Signals, deeds: Script): Promise<void> {
  await upstream?.obey(deeds)
  tell({ what: 'obeyed', signal })
}

async function tellSettled(): Promise<void> {
  const trouble = await upstream?.settled().catch(String)
  tellWaiting()
  tell({ what: 'settled', ...(trouble === undefined ? {} : { trouble }) })
}

/** How long the machine has kept this process waiting since it listened, or since it was told last: nobody can ask a process that is gone. */
function tellWaiting(): void {
  const waited = keptWaiting([process.pid])
  const milliseconds = Math.round(waited - waitedBefore)
  waitedBefore = waited
  if (milliseconds > 0)
    tell({ what: 'fact', sight: { side: 'upstream', upstream: name, what: 'kept-waiting', milliseconds }, at: now() })
}

/** When the run is gone nobody hears it, and this process is about to go. */
function tell(message: FromUpstream, told: () => void = () => {}): void {
  process.send?.(message, undefined, undefined, told)
}
