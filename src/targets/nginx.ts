import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import type { Found, GatewayPlan, Missing, RunningGateway, Target } from '../core/target.js'
import { portFor } from './free-port.js'
import { startNginx } from './nginx-process.js'
import { unsayableByNginx } from './nginx-words.js'
import { findProgram, missing, outputOf } from './program.js'

/** A real nginx: the one that the system has, or the one at a place that is named. */
export function nginx(place?: string): Target {
  return {
    name: 'nginx',
    product: 'nginx',
    namesErrors: false,
    clockGrain: 10,
    cannotSay: unsayableByNginx,
    find: () => findNginx(place),
    start: startOnFreePort
  }
}

async function findNginx(place: string | undefined): Promise<Found | Missing> {
  const program = place ?? (await findProgram('nginx'))
  if (program === undefined) return missing('nginx')
  const version = /version: [^/\s]+\/(\S+)/.exec((await outputOf(program, ['-v'])) ?? '')?.[1]
  if (version === undefined) return missing('nginx', `${program} is not an nginx that can be run`)
  return { here: true, version, program }
}

const TRIES = 3

/** A port that was free may be taken by the time nginx comes to it: then another one is. */
async function startOnFreePort(
  { program = 'nginx' }: Found,
  plan: GatewayPlan,
  witness: Witness
): Promise<RunningGateway> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const gateway = await startNginx(program, plan, await portFor(plan), witness)
    if (gateway !== 'port-busy') return gateway
  }
  throw new Trouble('port-busy', `every port of ${plan.host} that was free was taken before nginx came to it`)
}
