import type { Played } from '../core/duration.js'
import type { Tagged } from '../core/shape/index.js'
import type { Step } from '../core/step.js'
import { type Script, scriptsOf, type UpstreamPlan } from '../core/upstream-plan.js'
import type { Conversation } from './conversation.js'
import { ScriptEnd } from './script-end.js'
import type { Workers } from './workers.js'

/** Everything that is needed to play connections. */
export interface Repertoire {
  readonly plan: UpstreamPlan
  readonly steps: readonly Step[]
  readonly workers: Workers
  readonly speed: number
  /** Whether it still plays on: one that drains takes no further request. */
  goesOn(): boolean
}

/** Plays the scripts of one connection until the gateway leaves, the upstream closes it, or the run is over. */
export async function playConnection(conversation: Conversation, repertoire: Repertoire): Promise<void> {
  try {
    while (await playOnce(conversation, repertoire));
    if (!repertoire.goesOn()) return
    await conversation.arrivals.untilNoMore()
  } catch (error) {
    if (!(error instanceof ScriptEnd)) throw error
  }
}

/** Plays one script; true when it is to start again with the next request. */
async function playOnce(conversation: Conversation, repertoire: Repertoire): Promise<boolean> {
  const { arrivals, line, over } = conversation
  const before = arrivals.takings
  const script = await nextScript(conversation, repertoire)
  if (repertoire.workers.limited && receivesFirst(script, repertoire.steps)) await arrivals.untilAsked()
  const { workers, plan } = repertoire
  // A real pool warns once, when the first one has to wait.
  if (workers.allBusy && workers.waiting === 0)
    conversation.log(`pool: ${plan.workers} of ${plan.workers} workers are busy, a request has to wait`)
  await workers.work(() => {
    if (workers.limited && arrivals.takings > before) conversation.takenUp()
    return playScript(script, conversation, repertoire)
  })
  if (line.open && script.at(-1)?.kind === 'respond' && asksToClose(conversation.request?.fields ?? []))
    await conversation.close()
  return line.open && !over.aborted && repertoire.goesOn() && arrivals.takings > before
}

/** A good server closes when it was asked to (RFC 9112 §9.6); some wait for that to know that the answer is whole. */
function asksToClose(fields: readonly string[]): boolean {
  return fields.some(
    (name, at) => at % 2 === 0 && name.toLowerCase() === 'connection' && /\bclose\b/i.test(fields[at + 1] ?? '')
  )
}

async function nextScript(conversation: Conversation, { plan }: Repertoire): Promise<Script> {
  const own = plan.connections[conversation.number]
  if (own !== undefined || plan.when.length === 0) return own ?? plan.script
  const { method, target, fields } = await conversation.arrivals.headAhead()
  const [path] = target.split('?')
  const names = fields.filter((_, at) => at % 2 === 0).map(name => name.toLowerCase())
  const rule = plan.when.find(
    when =>
      [undefined, path].includes(when.path) &&
      [undefined, method].includes(when.method) &&
      (when.has === undefined || names.includes(when.has.toLowerCase())) &&
      (when.after === undefined || conversation.hasMarked(when.after))
  )
  return rule?.script ?? plan.script
}

/** With a script that starts otherwise, there is nothing to wait for. */
function receivesFirst(script: Script, steps: readonly Step[]): boolean {
  const [first] = script
  if (first === undefined) return false
  const { step, deed } = stepOf(first, steps)
  return step.receives === true && step.leavesUnread?.(deed) !== true
}

async function playScript(script: Script, conversation: Conversation, { steps, speed }: Repertoire): Promise<void> {
  try {
    for (const line of script) {
      if (conversation.over.aborted || conversation.scriptEnded) return
      const { step, deed } = stepOf(line, steps)
      const says = step.lasts?.(deed, speed)
      if (says !== undefined) conversation.begins(step.name, says)
      await step.play(conversation, deed)
    }
  } finally {
    conversation.leaveScript()
  }
}

function stepOf({ kind, value }: Tagged, steps: readonly Step[]): { step: Step; deed: Played<unknown> } {
  const step = steps.find(known => known.name === kind)
  if (step === undefined) throw new Error(`no step is called ${kind}`)
  return { step, deed: value as Played<unknown> }
}

/** Whether a plan leaves requests unread somewhere, so that its upstream must never read ahead of its scripts. */
export function leavesUnread(plan: UpstreamPlan, steps: readonly Step[]): boolean {
  return scriptsOf(plan)
    .flat()
    .some(line => {
      const { step, deed } = stepOf(line, steps)
      return step.leavesUnread?.(deed) === true
    })
}
