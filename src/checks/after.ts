import type { Check } from '../core/check.js'
import { type Duration, formatDuration, writeDuration } from '../core/duration.js'
import type { Answer } from '../core/observation.js'
import { duration } from '../core/shape/index.js'

const LATE_SHARE = 0.05
const LATE_MILLISECONDS = 50
/** A machine that is busier than this measures nothing. */
const MOST_EXCUSED = 250

/** After how long the client knew. Never early, but for the grain of the target's clock; late by at most 5 %, 50 ms of real time and the lag of that clock. */
export const after: Check<Duration> = {
  name: 'after',
  says: 'How long the client waited: until the first byte of the answer, or until the cut. Never earlier; later by at most 5 % and 50 ms.',
  about: 'answer',
  shape: duration(),
  judge(expected, { answer, observation, speed, clockGrain, clockLag = 0 }) {
    const waited = waitedFor(answer)
    const latest = expected * (1 + LATE_SHARE) + LATE_MILLISECONDS + clockLag
    // What the machine gave to others is no fault of the gateway.
    const held = waited > latest ? Math.min(observation.keptWaiting, MOST_EXCUSED) : 0
    const ok = waited >= expected - clockGrain && waited - held <= latest
    const found = Number.isFinite(waited) ? formatDuration(waited * speed) : 'never'
    return { ok, expected: writeDuration(expected * speed), found: ok && held > 0 ? `${found}${excuse(held)}` : found }
  }
}

function excuse(held: number): string {
  return `, on a machine so busy that it kept us waiting for ${formatDuration(held)}`
}

/** Real milliseconds from the request until the client knew what had become of it. */
function waitedFor(answer: Answer): number {
  const known = answer.complete ? answer.firstByteAt : answer.endedAt
  return (known ?? answer.endedAt) - answer.sentAt
}
