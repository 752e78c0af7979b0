import type { OwnAnswerWords } from '../../core/gateway-words.js'
import type { Limits } from '../../core/limits.js'
import type { GatewayPlan } from '../../core/target.js'
import { time } from './time.js'

/** The locations of the server: what goes to the upstream, and what nginx answers by itself. */
export function locations(plan: GatewayPlan): string {
  const { answer } = plan.words
  const proxied = (path: string) => location(path, proxying(plan))
  if (answer === undefined) return proxied('/')
  const { path = '/', except } = answer
  return [
    location(path, answering(answer)),
    ...(except === undefined ? [] : [proxied(except)]),
    ...(path === '/' ? [] : [proxied('/')])
  ].join('\n')
}

function location(path: string, lines: readonly string[]): string {
  const name = /^[\w/.-]+$/.test(path) ? path : quoted(path)
  return [`    location ${name} {`, ...lines.map(line => `      ${line};`), '    }'].join('\n')
}

function answering({ status, 'retry-after': retryAfter, body }: OwnAnswerWords): string[] {
  return [
    ...(retryAfter === undefined ? [] : [`add_header Retry-After ${retryAfter} always`]),
    `return ${status}${body === undefined ? '' : ` ${quoted(body)}`}`
  ]
}

function proxying({ limits, upstreams, words: { rate, retry } }: GatewayPlan): string[] {
  const burst = (rate?.requests ?? 1) - 1
  return [
    ...(rate === undefined ? [] : [`limit_req zone=clients${burst === 0 ? '' : ` burst=${burst} nodelay`}`]),
    `proxy_pass ${upstreams.some(({ tls }) => tls) ? 'https' : 'http'}://app`,
    'proxy_http_version 1.1',
    'proxy_set_header Connection ""',
    'proxy_set_header Host $http_host',
    ...timeouts(limits),
    ...(retry === undefined ? [] : [`proxy_next_upstream_tries ${retry + 1}`])
  ]
}

function timeouts({ connect, read, write }: Limits): string[] {
  const lines = [
    ['proxy_connect_timeout', connect],
    ['proxy_read_timeout', read],
    ['proxy_send_timeout', write]
  ] as const
  return lines.flatMap(([word, limit]) => (limit === undefined ? [] : [`${word} ${time(limit)}`]))
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
