import type { ClientPlan } from '../core/client-plan.js'
import { deedsOf, scriptsOf, type UpstreamPlan } from '../core/upstream-plan.js'

/** The words with which a gateway notices how its upstreams are, and sets marks when that changes. */
export const NOTICING: readonly string[] = ['health', 'breaker']

/** The marks that a gateway sets when it notices that one of these upstreams goes out, or comes back. */
export function gatewayMarks(upstreams: readonly string[]): string[] {
  return upstreams.flatMap(name => [`${name}-down`, `${name}-up`])
}

/** Of these marks, those that some side of a run awaits. */
export function awaitedOf(marks: readonly string[], client: ClientPlan, upstreams: readonly UpstreamPlan[]): string[] {
  const byClient = client.acts.flatMap(act => (act.act === 'await' ? [act.mark] : []))
  const steps = upstreams.flatMap(upstream => [...scriptsOf(upstream), ...deedsOf(upstream)]).flat()
  const byUpstreams = steps.flatMap(({ kind, value }) => (kind === 'await' ? [value] : []))
  return marks.filter(mark => byClient.includes(mark) || byUpstreams.includes(mark))
}
