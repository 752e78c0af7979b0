import { CHECKS } from '../checks/index.js'
import type { Seen } from '../core/check.js'
import { formatDuration } from '../core/duration.js'
import type { TargetCard } from '../core/events.js'
import type { Observation } from '../core/observation.js'
import type { CheckResult, Outcome, Verdict } from '../core/verdict.js'
import type { Expectations } from '../scenario/expect.js'
import type { RunPlan } from '../scenario/plan.js'
import type { PlannedRecords } from '../scenario/plan-recorded.js'
import { answersGot } from './got.js'
import { adviseRetry } from './retry-advice.js'

/** Holds an observation against the expectations of its plan and what is recorded for its target. Pure. */
export function judge(plan: RunPlan, observation: Observation, target: TargetCard): Verdict {
  const answers = answersGot(observation)
  const { namesErrors, clockGrain, clockLag = 0 } = target
  const seen = { observation, speed: plan.speed, namesErrors, clockGrain, clockLag }
  const known = plan.recorded ?? []
  const attempts = (known.length > 0 ? known : [undefined]).map(record => checksOf(plan, record, seen, answers))
  const checks = attempts.find(each => each.every(check => check.ok)) ?? (attempts[0] as CheckResult[])
  if (observation.keptWaiting > mostTolerable(checks, plan)) return tooBusy(observation)
  return { outcome: outcomeOf(checks), checks, retry: adviseRetry(observation), answers }
}

/** Every check, with what is recorded of the target where it is not as expected. */
function checksOf(
  { expected }: RunPlan,
  recorded: PlannedRecords | undefined,
  seen: Omit<Seen, 'answer' | 'got'>,
  answers: Verdict['answers']
): CheckResult[] {
  const { observation } = seen
  const several = observation.answers.length > 1
  const about = (answer: Seen['answer'], at: number) => ({ ...seen, answer, got: answers[at]?.got ?? 'silence' })
  const ofAnswers = observation.answers.flatMap((answer, at) => {
    const known = recorded?.answers[at]
    const results = judgeAll(expected.answers[at], known, about(answer, at), recorded?.reasons[at])
    return several ? results.map(result => ({ ...result, request: answer.label })) : results
  })
  const ofRun = observation.answers
    .slice(0, 1)
    .flatMap(answer => judgeAll(expected.run, recorded?.run, about(answer, 0), recorded?.because))
  return [...ofAnswers, ...ofRun, ...gatewayLives(observation)]
}

const MOST_LATE = 250

/**
 * For how many milliseconds the machine may have kept the testbed from running before what went wrong says nothing: an answer that is
 * only late says soon nothing, and anything else when the shortest limit could have passed meanwhile.
 */
function mostTolerable(checks: readonly CheckResult[], { realLimits }: RunPlan): number {
  const failed = checks.filter(check => !check.ok)
  if (failed.length === 0) return Number.POSITIVE_INFINITY
  if (failed.every(check => check.name === 'after')) return MOST_LATE
  return Math.max(MOST_LATE, Math.min(...Object.values(realLimits)))
}

function tooBusy({ keptWaiting }: Observation): Verdict {
  const why = `the machine kept the testbed from running for ${formatDuration(keptWaiting)}: its times say nothing about the target`
  return {
    outcome: 'broken',
    checks: [],
    retry: [],
    answers: [],
    why,
    busy: true,
    next: 'Run it again on a quieter machine, or at a lower --speed.'
  }
}

function judgeAll(expected: Expectations = {}, known: Expectations = {}, seen: Seen, because = ''): CheckResult[] {
  return CHECKS.flatMap(check => {
    const usual = expected[check.name] === undefined ? undefined : check.judge(expected[check.name] as never, seen)
    const result = (judgement: NonNullable<typeof usual>) => ({ name: check.name, ...judgement })
    if (usual?.ok === true || known[check.name] === undefined) return usual === undefined ? [] : [result(usual)]
    const differs = check.judge(known[check.name] as never, seen)
    if (!differs.ok) return [result(usual ?? differs)]
    return [{ ...result(differs), expected: usual?.expected ?? differs.expected, recorded: because }]
  })
}

function gatewayLives(observation: Observation): CheckResult[] {
  if (!observation.gatewayDied) return []
  return [{ name: 'gateway', ok: false, expected: 'lives on', found: 'its process died' }]
}

function outcomeOf(checks: readonly CheckResult[]): Outcome {
  if (checks.some(check => !check.ok)) return 'fail'
  return checks.some(check => check.recorded !== undefined) ? 'differs' : 'pass'
}
