import type { UpstreamPlan } from '../core/upstream-plan.js'
import { STEPS } from '../steps/index.js'
import { type RunningUpstream, startUpstream } from '../upstream/index.js'
import { startRemoteUpstream } from './remote-upstream.js'
import type { UpstreamSetting } from './upstream-setting.js'

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
