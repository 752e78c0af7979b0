import type { Answer, Arrival } from '../core/observation.js'

/** Which arrivals at the upstream belong to which request: by method and target, and for requests that were alike by the time. */
export function attemptsOf(answers: readonly Answer[], arrivals: readonly Arrival[]): ReadonlyMap<Answer, Arrival[]> {
  const attempts = new Map<Answer, Arrival[]>(answers.map(answer => [answer, []]))
  for (const arrival of arrivals.toSorted((a, b) => a.at - b.at)) {
    const alike = answers.filter(answer => isOf(arrival, answer))
    const owner = ownerOf(arrival, alike, attempts)
    if (owner !== undefined) attempts.get(owner)?.push(arrival)
  }
  return attempts
}

/** Some gateways ask with GET for what a client asks with HEAD. */
function isOf({ method, target }: Arrival, { label, method: asked }: Answer): boolean {
  return `${method} ${target}` === label || (asked === 'HEAD' && method === 'GET' && `HEAD ${target}` === label)
}

/** Of those that were waiting for an answer then, the one that has had the fewest; else the last one that was sent before. */
function ownerOf(
  { at }: Arrival,
  alike: readonly Answer[],
  attempts: ReadonlyMap<Answer, readonly Arrival[]>
): Answer | undefined {
  const sent = alike.filter(answer => firstSent(answer) <= at)
  const waiting = sent.filter(answer => answer.endedAt >= at)
  const count = (answer: Answer) => attempts.get(answer)?.length ?? 0
  const fewest = Math.min(...waiting.map(count))
  return waiting.find(answer => count(answer) === fewest) ?? sent.at(-1) ?? alike[0]
}

function firstSent({ sentAt, earlier }: Answer): number {
  return Math.min(sentAt, ...earlier.map(each => each.sentAt))
}
