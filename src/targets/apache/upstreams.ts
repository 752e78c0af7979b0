import { hostAndPort } from '../../core/host-and-port.js'
import type { GatewayPlan } from '../../core/target.js'

function isBalanced({ upstreams, words }: GatewayPlan): boolean {
  return upstreams.length > 1 || words.health !== undefined
}

/** The balancer, where one is needed. */
export function balancer(plan: GatewayPlan): string[] {
  if (!isBalanced(plan)) return []
  const { upstreams, words } = plan
  return [
    '<Proxy "balancer://app">',
    ...upstreams.map((_, at) => `  BalancerMember ${member(plan, at)}`),
    `  ProxySet lbmethod=${words.balance === 'least-connections' ? 'bybusyness' : 'byrequests'}`,
    ...(words.retry === undefined ? [] : [`  ProxySet maxattempts=${words.retry}`]),
    '</Proxy>'
  ]
}

/** What the requests are passed on to: the upstream, or the balancer. */
export function proxied(plan: GatewayPlan): string {
  return isBalanced(plan) ? '"balancer://app/"' : member(plan, 0, '/')
}

/** An upstream and how it is called. Without retry=0 one refused connection would keep everybody away from it for a minute. */
function member({ upstreams, limits, words }: GatewayPlan, at: number, path = ''): string {
  const { host = '', port = 0, tls } = upstreams[at] ?? {}
  const { balance, health, limit } = words
  const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
  return [
    `${tls ? 'https' : 'http'}://${hostAndPort(host, port)}${path}`,
    'retry=0',
    ...(limits.connect === undefined ? [] : [`connectiontimeout=${Math.ceil(limits.connect)}ms`]),
    ...(limits.read === undefined ? [] : [`timeout=${seconds(limits.read)}`]),
    ...(limits.keepalive === 0 ? ['disablereuse=On'] : limits.keepalive ? [`ttl=${seconds(limits.keepalive)}`] : []),
    ...(limit === undefined ? [] : [`max=${limit}`, 'acquire=1']),
    ...(balance === 'first' ? [`lbset=${at}`] : []),
    ...(health === undefined
      ? []
      : [
          `hcmethod=GET hcuri=${health.path} hcinterval=${Math.ceil(health.every)}ms`,
          `hcfails=${health.fall ?? 3} hcpasses=${health.rise ?? 2}`
        ])
  ].join(' ')
}
