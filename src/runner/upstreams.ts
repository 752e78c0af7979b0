import type { Place, UpstreamAddress } from '../core/target.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import type { RunPlan } from '../scenario/index.js'
import type { RunningUpstream } from '../upstream/index.js'
import { loopbackAddress } from './loopback.js'
import { startUpstreamFor } from './start-upstream.js'
import type { UpstreamSetting } from './upstream-setting.js'

/** The upstreams of a run, by name, in the order of the scenario. */
export interface RunningUpstreams extends AsyncDisposable {
  readonly byName: ReadonlyMap<string, RunningUpstream>
  /** Sends a signal to one of them; resolves when that has done what it does on it. */
  signal(upstream: string, signal: NodeJS.Signals): Promise<void>
  /** Every script of every one has ended, or waits for another request. */
  settled(): Promise<void>
}

/** Starts every upstream of a run, each on an address of its own unless its place is given; those that are up already go when a later one does not start. */
export async function startUpstreams(
  plans: readonly UpstreamPlan[],
  setting: Omit<UpstreamSetting, 'host'>,
  places: readonly Place[] = []
): Promise<RunningUpstreams> {
  const byName = new Map<string, RunningUpstream>()
  const close = async () => void (await Promise.all([...byName.values()].map(upstream => upstream.close())))
  try {
    for (const [at, plan] of plans.entries()) {
      const place = places[at] ?? { host: loopbackAddress() }
      byName.set(plan.name, await startUpstreamFor(plan, { ...setting, ...place }))
    }
  } catch (error) {
    await close()
    throw error
  }
  const settled = async () => void (await Promise.all([...byName.values()].map(upstream => upstream.settled())))
  const signal = async (name: string, kind: NodeJS.Signals) => byName.get(name)?.signal?.(kind)
  return { byName, signal, settled, [Symbol.asyncDispose]: close }
}

/** Where a gateway finds the upstreams that it is told of: all of them, or those that the scenario names. */
export function addressesOf(
  { byName }: RunningUpstreams,
  { gateway, tls = false }: Pick<RunPlan, 'gateway' | 'tls'>
): UpstreamAddress[] {
  return (gateway.upstreams ?? [...byName.keys()]).flatMap(name => {
    const upstream = byName.get(name)
    return upstream === undefined ? [] : [{ name, host: upstream.host, port: upstream.port, tls }]
  })
}
