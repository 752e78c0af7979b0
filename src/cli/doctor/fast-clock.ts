import { basename } from 'node:path'
import { type Clock, clockEnvironment, findClock, GET_CLOCK } from '../../sandbox/index.js'
import { watchedProcess } from '../../surroundings/index.js'
import { good, type Probe } from './probe.js'

/** A minute that has to pass in a second, and what is still taken for fast on a busy machine. */
const MINUTE = 60
const SOON = 20_000

/** Whether the clock of a program can be made to run fast: a minute is slept through. */
export const fastClock: Probe = {
  name: 'fast clock',
  weighs: 'extra',
  async look() {
    const clock = await findClock()
    const lacks = 'in gatecrash check a limit of 60 s takes a minute for each failure and route'
    if (clock === undefined) return { state: 'absent', found: 'no libfaketime', lacks, todo: GET_CLOCK }
    const name = basename(clock.library)
    if (await passesSoon(clock)) return good(`${name}: a minute passed in a second`)
    return { state: 'poor', found: `${name}: a minute did not pass in a second`, lacks, todo: GET_CLOCK }
  }
}

async function passesSoon(clock: Clock): Promise<boolean> {
  const env = { ...process.env, ...clockEnvironment(clock, MINUTE) }
  await using sleeper = await watchedProcess('sleep', [`${MINUTE}`], { env })
  const late = AbortSignal.timeout(SOON)
  const ended = sleeper.exited.then(({ code }) => code === 0)
  return await Promise.race([
    ended,
    new Promise<boolean>(resolve => late.addEventListener('abort', () => resolve(false)))
  ])
}
