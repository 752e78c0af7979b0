import type { UpstreamPlan } from '../core/upstream-plan.js'
import { STEPS } from '../steps/index.js'
import { type RunningUpstream, startUpstream, type UpstreamContext } from '../upstream/index.js'
import { startRemoteUpstream } from './remote-upstream.js'

/** What a run gives each of its upstreams. */
export type UpstreamSetting = Omit<UpstreamContext, 'steps' | 'crash'>

/** Starts an upstream here, or in a process of its own when one of its steps needs that. */
export function startUpstreamFor(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RunningUpstream> {
  if (needsProcess(plan)) return startRemoteUpstream(plan, setting)
  return startUpstream(plan, { ...setting, steps: STEPS, crash: cannotCrash })
}

function needsProcess(plan: UpstreamPlan): boolean {
  const scripts = [plan.script, ...plan.connections, ...plan.when.map(rule => rule.script)]
  return scripts.flat().some(({ kind }) => STEPS.some(step => step.name === kind && step.needs === 'process'))
}

function cannotCrash(): Promise<never> {
  throw new Error('a step crashed the process without saying that it needs one')
}
