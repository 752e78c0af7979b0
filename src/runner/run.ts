import { Trouble } from '../core/errors.js'
import type { Event, Planned, TargetCard } from '../core/events.js'
import { STREAM_VERSION } from '../core/events.js'
import { observe } from '../core/observe.js'
import type { Found, GatewayDemands, Target } from '../core/target.js'
import type { Verdict } from '../core/verdict.js'
import type { RunPlan } from '../scenario/index.js'
import { type Control, isControl, wrongIn } from './control.js'
import type { Job } from './job.js'
import { judge } from './judge.js'
import { playRun, type RunContext } from './play.js'
import { Recorder } from './recorder.js'

/** Plays one job from its planned to its ended event. Whatever goes wrong in the testbed is a verdict, not an exception. */
export async function run(job: Job, context: RunContext, emit: (event: Event) => void): Promise<Verdict> {
  const recorder = new Recorder(plannedOf(job), emit)
  const verdict = await verdictOf(job, context, recorder)
  recorder.judged(verdict)
  recorder.ended()
  return verdict
}

async function verdictOf(job: Job, context: RunContext, recorder: Recorder): Promise<Verdict> {
  const { plan, target } = job
  if (plan.later.length > 0)
    return noVerdict('skipped', `it needs words that are not played yet: ${plan.later.join(', ')}`)
  const unsayable = target.cannotSay(demandsOf(plan))
  if (unsayable.length > 0) return noVerdict('skipped', `${target.product} cannot say: ${unsayable.join(', ')}`)
  try {
    const control = await controlOf(job, context)
    if (control?.why !== undefined) return uncontrolled(control, context, recorder)
    await playRun(job, context, recorder.witness)
    const observation = observe(recorder.planned, recorder.facts)
    const wrong = isControl(plan) ? wrongIn(observation) : undefined
    if (wrong !== undefined) return noVerdict('broken', `${target.product}: ${wrong}`)
    return judge(plan, observation, recorder.planned.target)
  } catch (error) {
    if (context.interrupted.aborted) return noVerdict('broken', 'it was interrupted')
    if (error instanceof Trouble) return noVerdict('broken', error.message, error.next)
    return noVerdict('broken', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

async function controlOf(job: Job, { controls, ...context }: RunContext): Promise<Control | undefined> {
  if (controls === undefined || isControl(job.plan)) return undefined
  return controls.of(job, async control => {
    const recorder = new Recorder(plannedOf(control), () => undefined)
    const verdict = await verdictOf(control, { ...context, evidence: false }, recorder)
    return { verdict, facts: recorder.facts, observation: observe(recorder.planned, recorder.facts) }
  })
}

/** What the gateway said in the control is told in the place of what it was not asked. */
function uncontrolled({ why, next, facts }: Control, { interrupted }: RunContext, { witness }: Recorder): Verdict {
  if (interrupted.aborted) return noVerdict('broken', 'it was interrupted')
  for (const { event: _, run: __, at: ___, ...sight } of facts) if (sight.side === 'gateway') witness(sight)
  return noVerdict('broken', why ?? '', next)
}

/** What the target must be able to say for this run. */
export function demandsOf({
  gateway,
  upstreams,
  gatewayMarks: marks,
  realLimits: limits,
  speed,
  tls = false
}: RunPlan): GatewayDemands {
  return { words: gateway, limits, tls, upstreams: gateway.upstreams?.length ?? upstreams.length, marks, speed }
}

function noVerdict(outcome: 'skipped' | 'broken', why: string, next?: string): Verdict {
  return { outcome, checks: [], retry: [], answers: [], why, ...(next === undefined ? {} : { next }) }
}

function plannedOf({ plan, target, found, run, elsewhere }: Job): Planned {
  return {
    event: 'planned',
    gatecrash: STREAM_VERSION,
    run,
    began: Date.now(),
    scenario: plan.card,
    target: cardOf(target, found),
    remedy: plan.remedy,
    speed: plan.speed,
    limits: plan.limits,
    requests: plan.requests,
    ...(elsewhere !== undefined && { elsewhere })
  }
}

function cardOf(target: Target, found: Found): TargetCard {
  const { name, product, namesErrors, clockGrain, clockLag = 0 } = target
  return { name, product, version: found.version, namesErrors, clockGrain, ...(clockLag > 0 && { clockLag }) }
}
