import type { Limits } from '../core/limits.js'
import { LIMIT_FORM, limitFrom } from '../core/shape/index.js'
import type { Flag } from './flags.js'

/** An option that takes a limit, in milliseconds. */
export function limitFlag<const N extends string>(name: N, says: string) {
  const parse = (text: string) => limitFrom(text)?.milliseconds
  return { name, value: 'DURATION', says, expected: LIMIT_FORM, parse } as const satisfies Flag<number>
}

/** An option that takes a whole number between two bounds. */
export function wholeFlag<const N extends string>(name: N, says: string, least: number, most: number) {
  const parse = (text: string) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most ? value : undefined
  }
  return {
    name,
    value: 'N',
    says,
    expected: `a whole number from ${least} to ${most}`,
    parse
  } as const satisfies Flag<number>
}

/** An option that takes one of a few words. */
export function wordFlag<const N extends string, const W extends string>(name: N, says: string, words: readonly W[]) {
  const parse = (text: string) => words.find(word => word === text)
  const form = words.join('|')
  return { name, value: form, says, expected: `one of ${words.join(', ')}`, parse } as const satisfies Flag<W>
}

/** The option that makes everything faster. */
export const SPEED_FLAG = {
  name: 'speed',
  value: 'N',
  says: 'Makes every limit and wait pass N times faster.',
  expected: 'a number from 1 to 1000',
  parse: (text: string) => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    return value >= 1 && value <= 1000 ? value : undefined
  }
} as const satisfies Flag<number>

/** The option that chooses the gateway under test. */
export const TARGET_FLAG = {
  name: 'target',
  value: 'NAME',
  says: 'The gateway under test: reference (ours), nginx, haproxy, … (see gatecrash targets); nginx=/path/to/nginx takes that program, nginx=image:nginx:1.27 that image.'
} as const

/** The limits of a gateway as options, one table for every command that has them. */
export const LIMIT_FLAGS = [
  limitFlag('connect-timeout', 'Until the connection to the upstream stands.'),
  limitFlag('read-timeout', 'The longest silence of the upstream.'),
  limitFlag('write-timeout', 'The longest time in which the upstream takes nothing of the request.'),
  limitFlag('head-timeout', 'From the request sent until the whole head is there.'),
  limitFlag('total-timeout', 'From the request sent until the last byte of the answer.'),
  limitFlag('keepalive-timeout', 'How long an unused connection to the upstream is kept.')
] as const

type LimitOptions = { readonly [K in (typeof LIMIT_FLAGS)[number]['name']]?: number }

/** The limits among the options that were given. */
export function limitsOf(options: LimitOptions): Limits {
  const given: [keyof Limits, number | undefined][] = [
    ['connect', options['connect-timeout']],
    ['read', options['read-timeout']],
    ['write', options['write-timeout']],
    ['head', options['head-timeout']],
    ['total', options['total-timeout']],
    ['keepalive', options['keepalive-timeout']]
  ]
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}
