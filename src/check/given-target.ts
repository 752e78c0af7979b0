import type { Configuration, Route } from '../configurations/configuration.js'
import type { Found, GatewayPlan, Place, RunningGateway, Target } from '../core/target.js'
import type { Certificate } from '../faces/index.js'
import type { Beyond } from './beyond.js'
import { startGiven } from './given-gateway.js'
import type { StandIn } from './stage.js'

/** Where things are inside the sandbox. */
export interface Layout {
  readonly configuration: Configuration
  /** The program, and what makes its clock run fast. */
  readonly program: string
  readonly clock: (speed: number) => NodeJS.ProcessEnv
  /** The address behind each host name. */
  readonly addresses: ReadonlyMap<string, string>
  /** Of every upstream that speaks TLS. */
  readonly certificate: Certificate
  /** The network beside the gateway's, opened when it is needed. */
  readonly beyond: () => Promise<Beyond>
}

/** A gateway with a configuration of somebody's own, in front of upstreams that stand where it expects them. */
export async function givenTarget(
  layout: Layout,
  route: Route,
  standIns: readonly StandIn[],
  speed: number
): Promise<Target> {
  const { product } = layout.configuration
  const upstreamsAt: Place[] = []
  for (const standIn of standIns) upstreamsAt.push(await placeOf(standIn, layout))
  return {
    name: product,
    product,
    namesErrors: false,
    clockGrain: 10,
    upstreamsAt,
    cannotSay: () => [],
    find: async () => FOUND,
    start: (_found: Found, _plan: GatewayPlan): Promise<RunningGateway> => startGiven(layout, route, standIns, speed)
  }
}

/** The program was found before the sandbox was entered. */
export const FOUND: Found = { here: true, version: '' }

async function placeOf({ host, port, beyond, upstream }: StandIn, layout: Layout): Promise<Place> {
  if (!beyond) return { host, port }
  const { network, admit } = await layout.beyond()
  await admit(layout.addresses.get(upstream.host.toLowerCase()) ?? upstream.host)
  return { host, port, network }
}
