import type { Need } from '../core/step.js'
import { scriptsOf, type UpstreamPlan } from '../core/upstream-plan.js'
import { DEEDS, STEPS } from '../steps/index.js'
import { type RunningUpstream, startUpstream } from '../upstream/index.js'
import { startRemoteUpstream } from './remote-upstream.js'
import { startSupervisedUpstream } from './supervised-upstream.js'
import type { UpstreamSetting } from './upstream-setting.js'

/** Starts an upstream here, or in a process of its own when one of its steps needs that. */
export function startUpstreamFor(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RunningUpstream> {
  if (plan.life !== undefined) return startSupervisedUpstream(plan, plan.life, setting)
  if (needs(plan, 'process') || setting.network !== undefined) return startRemoteUpstream(plan, setting)
  const without = { block: noProcess, crash: noProcess, exit: noProcess }
  return startUpstream(plan, { ...setting, steps: STEPS, deeds: DEEDS, ...without })
}

/** Whether any step of an upstream needs this. */
export function needs(plan: UpstreamPlan, need: Need): boolean {
  const needing = STEPS.filter(step => step.needs === need).map(step => step.name)
  return scriptsOf(plan)
    .flat()
    .some(({ kind }) => needing.includes(kind))
}

function noProcess(): Promise<never> {
  throw new Error('a step used the process of the upstream without saying that it needs one')
}
