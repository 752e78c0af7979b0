import type { ClientAct } from '../../core/client-plan.js'
import { writeDuration } from '../../core/duration.js'
import type { Job } from '../../runner/index.js'
import { scriptWords } from '../../scenario/index.js'

/** The last request that is expected to fail; where none is, the last one of which anything is expected. */
export function guessedRequest({ plan }: Job): number {
  const { answers } = plan.expected
  const failing = answers.findLastIndex(({ status, complete }) => complete === false || !isFine(status))
  return Math.max(0, failing >= 0 ? failing : answers.findLastIndex(expected => Object.keys(expected).length > 0))
}

function isFine(status: unknown): boolean {
  return status === undefined || [status].flat().every(each => typeof each === 'number' && each < 400)
}

/** What one may know before: what is asked, the limits of the gateway, and what the upstream will do. No title, no lesson. */
export function contextOf({ plan, target, found }: Job): string[] {
  const limits = Object.entries(plan.limits).map(([name, limit]) => `${name} ${writeDuration(limit)}`)
  const upstreams = plan.upstreams.flatMap(upstream => scriptWords(upstream, plan.speed))
  return [
    ...labelled(
      'client',
      plan.client.acts.map(act => actWords(act, plan.speed))
    ),
    ...labelled('gateway', [[`${target.product} ${found.version}`.trim(), ...limits].join(', ')]),
    ...labelled('upstream', upstreams)
  ]
}

function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((text, row) => `  ${(row === 0 ? label : '').padEnd(11)}${text}`)
}

function actWords(act: ClientAct, speed: number): string {
  if (act.act === 'request') return `${act.request.label}${act.request.beside ? ', and goes on meanwhile' : ''}`
  if (act.act === 'together') return `together: ${act.requests.map(({ label }) => label).join(', ')}`
  if (act.act === 'wait') return `waits ${writeDuration(act.milliseconds * speed)}`
  if (act.act === 'signal') return `sends ${act.signal} to ${act.to}`
  return act.act === 'await' ? `waits for ${act.mark}` : `tells ${act.name}`
}

/** Which of several requests the questions are about. */
export function aboutWhich({ plan }: Job, request: number): string {
  return plan.requests.length === 1
    ? ''
    : `  About ${plan.requests[request]}, number ${request + 1} of ${plan.requests.length}:\n`
}
