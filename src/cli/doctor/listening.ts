import { once } from 'node:events'
import { connect } from 'node:net'
import type { Listen } from '../../core/upstream-plan.js'
import { loopbackAddress } from '../../runner/index.js'
import { LISTEN } from '../../upstream/listen/index.js'
import { type Found, good, namesOf, type Probe, type Question } from './probe.js'

/** Whether a port can be made that refuses, and that nobody else is given. */
export const refusal: Probe = {
  name: 'refusal',
  weighs: 'some',
  look: question =>
    tried('refused', question, found => (found === 'ECONNREFUSED' ? 'a connection is refused' : undefined))
}

/** Whether SYNs can be dropped without root. */
export const blackhole: Probe = {
  name: 'black hole',
  weighs: 'some',
  look: question => tried('blackhole', question, found => (found === 'silence' ? 'a SYN is dropped' : undefined))
}

async function tried(
  listen: Listen,
  { plans }: Question,
  words: (found: string) => string | undefined
): Promise<Found> {
  const found = await outcomeOf(listen).catch(error => (error as Error).message)
  const says = words(found)
  if (says !== undefined) return good(says)
  const lacks = namesOf(plans, plan => plan.upstreams.some(upstream => upstream.listen === listen))
  return { state: 'absent', found: `a connection ends in ${found}`, lacks, todo: 'run it outside of this container' }
}

/** So long silence is silence: on loopback a handshake is over at once. */
const SILENCE = 300

/** What becomes of somebody who connects. */
async function outcomeOf(listen: Listen): Promise<string> {
  const host = loopbackAddress()
  const { port, close } = await LISTEN[listen]({ host, port: 0 }, socket => socket.destroy())
  try {
    const caller = connect({ host, port, timeout: SILENCE })
    const outcome = await Promise.race([
      once(caller, 'connect').then(
        () => 'a connection',
        (error: NodeJS.ErrnoException) => error.code ?? error.message
      ),
      once(caller, 'timeout').then(
        () => 'silence',
        (error: NodeJS.ErrnoException) => error.code ?? error.message
      )
    ])
    caller.destroy()
    return outcome
  } finally {
    await close()
  }
}
