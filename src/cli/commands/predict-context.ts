import type { ClientAct, RequestPlan } from '../../core/client-plan.js'
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
  const written = (milliseconds: number) => writeDuration(milliseconds * speed)
  switch (act.act) {
    case 'request':
      return requestWords(act.request, written)
    case 'together':
      return `together: ${act.requests.map(({ label }) => label).join(', ')}`
    case 'wait':
      return `waits ${written(act.milliseconds)}`
    case 'await':
      return `waits for ${act.mark}`
    case 'mark':
      return `tells ${act.name}`
    case 'signal':
      return `sends ${act.signal} to ${act.to}`
  }
}

function requestWords(request: RequestPlan, written: (milliseconds: number) => string): string {
  const { label, beside, leaves, retry } = request
  return [
    label,
    ...(beside ? ['and goes on meanwhile'] : []),
    ...(leaves === undefined ? [] : [`leaves after ${written(leaves)}`]),
    ...(retry === undefined ? [] : [`tries again ${retry.times} x, first after ${written(retry.backoff)}`])
  ].join(', ')
}

/** Which of several requests the questions are about. */
export function aboutWhich({ plan }: Job, request: number): string {
  return plan.requests.length === 1
    ? ''
    : `  About ${plan.requests[request]}, number ${request + 1} of ${plan.requests.length}:\n`
}
