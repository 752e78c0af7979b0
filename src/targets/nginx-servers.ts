import type { GatewayPlan } from '../core/target.js'
import { address, time } from './nginx-text.js'

/** How many idle connections are kept where a scenario does not say. */
const POOL = 32

/** The body of an upstream block: how nginx chooses, its servers, and the connections that it keeps. */
export function servers(plan: GatewayPlan): string {
  const { upstreams, words, limits } = plan
  const { balance, limit, pool } = words
  return [
    ...(balance === 'least-connections' ? ['least_conn;'] : []),
    '# A server is never taken out unawares: a run must not depend on the failure before.',
    ...upstreams.map(({ host, port }, at) => {
      const options = ['max_fails=0', ...(limit === undefined ? [] : [`max_conns=${limit}`])]
      return `server ${[address(host, port), ...options, ...(balance === 'first' && at > 0 ? ['backup'] : [])].join(' ')};`
    }),
    ...(limits.keepalive === 0 ? [] : [`keepalive ${pool?.size ?? POOL};`]),
    ...(limits.keepalive ? [`keepalive_timeout ${time(limits.keepalive)};`] : [])
  ]
    .map(line => `    ${line}`)
    .join('\n')
}
