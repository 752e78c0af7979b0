import type { Fact } from '../core/events.js'
import type { Observation } from '../core/observation.js'
import type { Target } from '../core/target.js'
import type { Verdict } from '../core/verdict.js'
import { planRun, type RunPlan, scenariosNamed } from '../scenario/index.js'
import type { Job } from './job.js'

const CONTROL = 'ok'

/** How the control went on one target. */
export interface Control {
  /** Why no verdict on this target counts; undefined when the control was answered as it must be. */
  readonly why?: string
  readonly next?: string
  readonly facts: readonly Fact[]
}

/** Plays a job unseen, and hands out what was seen of it. */
export type PlayUnseen = (job: Job) => Promise<{ observation: Observation; facts: readonly Fact[]; verdict: Verdict }>

/** The control of each target that is played in a command: nothing fails in it, and before it is answered no verdict counts. */
export class Controls {
  readonly #played = new Map<Target, Promise<Control>>()

  /** Plays it on the target of this job, once. */
  of(job: Job, play: PlayUnseen): Promise<Control> {
    const known = this.#played.get(job.target) ?? playControl(job, play)
    this.#played.set(job.target, known)
    return known
  }

  /** What was seen of it on this target; nothing where it was not played. */
  async factsOn(target: Target): Promise<readonly Fact[]> {
    return (await this.#played.get(target))?.facts ?? []
  }
}

/** A run of the control itself is its own control. */
export function isControl({ card, remedy }: RunPlan): boolean {
  return card.id === CONTROL && card.tags.includes('control') && remedy === null
}

/** Why an answer to the control is none that it may get; undefined for a good one. */
export function wrongIn({ answers: [answer] }: Observation): string | undefined {
  if (answer?.status === 200 && answer.complete && answer.raw.includes(CONTENT)) return undefined
  const found = answer === undefined ? 'nothing' : `${answer.status ?? 'no status'}, ${answer.ending}`
  return `it does not pass on an answer when nothing fails (scenario ${CONTROL}): expected 200 with the upstream's body, found ${found}`
}

const CONTENT = 'hello from the upstream'

async function playControl({ target, found }: Job, play: PlayUnseen): Promise<Control> {
  const plan = await planFor(target)
  const { observation, facts, verdict } = await play({ plan, target, found, run: `control@${target.name}` })
  if (observation.answers.every(({ ending }) => ending === 'gave-up') && verdict.why !== undefined)
    return { facts, why: verdict.why, ...(verdict.next !== undefined && { next: verdict.next }) }
  const wrong = wrongIn(observation)
  if (wrong === undefined) return { facts }
  return { facts, why: `${target.product}: ${wrong}`, next: `See gatecrash run ${CONTROL} --target ${target.name}` }
}

/** A gateway whose upstreams have their places sends to any of them: there is one at each. */
async function planFor({ upstreamsAt = [] }: Target): Promise<RunPlan> {
  const [scenario] = await scenariosNamed([CONTROL])
  if (scenario === undefined) throw new Error(`there is no scenario ${CONTROL}`)
  const plan = planRun(scenario, { speed: 1, limits: {} })
  const others = upstreamsAt.slice(1).flatMap((_, at) => plan.upstreams.map(each => ({ ...each, name: `other-${at}` })))
  return { ...plan, upstreams: [...plan.upstreams, ...others] }
}
