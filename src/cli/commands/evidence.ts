import { anyOf } from '../../core/abort.js'
import type { Event } from '../../core/events.js'
import type { Verdict } from '../../core/verdict.js'
import { createReport, evidenceReport } from '../../report/index.js'
import { type Job, openSurroundings, playAll, type RunContext } from '../../runner/index.js'
import { direct } from '../../targets/index.js'
import { Asker } from '../asker.js'
import type { Around } from '../command.js'
import { asCurl, patiently } from './curl-client.js'

/** Without a name: what is going on would give it away. */
const LOOKING = 'it happens, and somebody looks around ...'
const ERASE = '\r\x1b[2K'

/** How evidence is asked for: what tells the solution, and whether somebody sits there to guess before. */
interface Riddle {
  readonly solution: string
  readonly riddle?: string | undefined
  readonly waits: boolean
}

/** Plays a job while somebody looks around, then once more past the gateway; tells what there is to be seen, and nothing else. */
export async function showEvidence(
  asked: Job,
  { solution, riddle, waits }: Riddle,
  around: Around
): Promise<Verdict[]> {
  const { terminal, interrupted } = around
  const job = { ...asked, plan: { ...asked.plan, client: asCurl(asked.plan.client) } }
  const patience = patienceFor(job)
  const report = evidenceReport(terminal.out, { patience, solution, riddle })
  const events: Event[] = []
  if (terminal.out.interactive) terminal.out.write(LOOKING)
  await using surroundings = openSurroundings(process.env)
  const verdicts = await playAll([job], 1, { surroundings, interrupted, evidence: true }, event => events.push(event))
  const past = canBeAsked(job) ? await askDirectly(job, patience, { surroundings, interrupted }) : []
  if (terminal.out.interactive) terminal.out.write(ERASE)
  if (interrupted.aborted) return [...verdicts]
  for (const event of [...events, ...past]) report.take(event)
  report.finish()
  if (waits && (await guessed(around))) solve(events, around)
  return [...verdicts]
}

async function guessed({ terminal, interrupted }: Around): Promise<boolean> {
  using asker = new Asker(text => terminal.out.write(text), interrupted)
  return (await asker.ask('\nEnter shows it here. ')) !== undefined
}

function solve(events: readonly Event[], { terminal }: Around): void {
  const page = createReport('terminal', { ...terminal.out, interactive: false }, { repeat: 1, runs: 1 })
  terminal.out.write('\n')
  for (const event of events) page.take(event)
  page.finish()
}

const SPARE = 5000

/** The same questions to the upstream itself. Marks of a gateway that is not there may never come: that is not waited for long. */
async function askDirectly(job: Job, patience: number, context: RunContext): Promise<Event[]> {
  const events: Event[] = []
  const interrupted = anyOf(context.interrupted, AbortSignal.timeout(4 * patience + SPARE))
  await playAll([pastGateway(job, patience)], 1, { ...context, interrupted }, event => events.push(event))
  return events
}

/** Longer than the gateway waited, so that slow can be told from broken; of a long limit not by so much. */
const TIMES = 3
const AT_MOST_LONGER = 5000
const USUAL_LIMIT = 1000
const LONGEST = 10_000

function patienceFor({ plan }: Job): number {
  // How long an unused connection is kept says nothing of how long an answer may take.
  const { keepalive: _, ...limits } = plan.realLimits
  const waited = Object.values(limits).filter(limit => limit <= LONGEST)
  const longest = Math.max(USUAL_LIMIT / plan.speed, ...waited)
  return Math.min(plan.client.patience, TIMES * longest, longest + AT_MOST_LONGER / plan.speed)
}

/** With several upstreams one would have to say which. */
function canBeAsked({ plan }: Job): boolean {
  return plan.upstreams.length === 1 && plan.later.length === 0
}

/** Of what the upstream itself answers nothing is expected. */
function pastGateway(job: Job, patience: number): Job {
  const { recorded: _, ...plan } = job.plan
  const nothing = { answers: [], run: {} }
  return {
    run: `${job.run} directly`,
    target: direct,
    found: { here: true, version: '' },
    plan: { ...plan, expected: nothing, client: { acts: patiently(actsWithoutGateway(plan)), patience } }
  }
}

/** Without a gateway nobody notices that an upstream is down, or up again: that is not waited for. */
function actsWithoutGateway({ client, gatewayMarks }: Pick<Job['plan'], 'client' | 'gatewayMarks'>) {
  return client.acts.filter(act => act.act !== 'await' || !gatewayMarks.includes(act.mark))
}
