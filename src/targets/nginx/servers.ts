import type { BreakerWords } from '../../core/gateway-words.js'
import { hostAndPort } from '../../core/host-and-port.js'
import type { GatewayPlan } from '../../core/target.js'
import { time } from './time.js'

/** How many idle connections are kept where a scenario does not say. */
const POOL = 32

/** The body of an upstream block: how nginx chooses, its servers, and the connections that it keeps. */
export function servers(plan: GatewayPlan): string {
  const { upstreams, words, limits } = plan
  const { balance, breaker, limit, pool } = words
  return [
    ...(balance === 'least-connections' ? ['least_conn;'] : []),
    ...(breaker === undefined ? ['# No server is taken out: a run must not depend on the failure before.'] : []),
    ...upstreams.map(({ host, port }, at) => {
      const options = [failures(breaker), ...(limit === undefined ? [] : [`max_conns=${limit}`])]
      return `server ${[hostAndPort(host, port), ...options, ...(balance === 'first' && at > 0 ? ['backup'] : [])].join(' ')};`
    }),
    ...(limits.keepalive === 0 ? [] : [`keepalive ${pool?.size ?? POOL};`]),
    ...(limits.keepalive ? [`keepalive_timeout ${time(limits.keepalive)};`] : [])
  ]
    .map(line => `    ${line}`)
    .join('\n')
}

/** When nginx leaves a server alone for a while: it counts the failures within that while. */
function failures(breaker: BreakerWords | undefined): string {
  return breaker === undefined ? 'max_fails=0' : `max_fails=${breaker.failures} fail_timeout=${breaker.for / 1000}s`
}
