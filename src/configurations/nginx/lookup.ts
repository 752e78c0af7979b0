import { isIP } from 'node:net'
import type { Setting } from '../configuration.js'
import { effective, type Scope } from './scope.js'
import { milliseconds } from './time.js'
import type { Directive } from './tree.js'
import { named } from './walk.js'

/** Whether a host needs no name server. */
export function isAddress(host: string): boolean {
  return host === '' || isIP(host) !== 0
}

/** How the names of a route are looked up while nginx runs. */
export function lookedUp({
  scope,
  block,
  dynamic
}: {
  scope: Scope
  block: Directive | undefined
  dynamic: boolean
}): Setting {
  const resolves = named(block?.block ?? [], 'server').some(({ args }) => args.includes('resolve'))
  if (block === undefined ? !dynamic : !resolves)
    return { name: 'resolver', value: 'not asked: names are looked up once, at the start' }
  const resolver = effective(block === undefined ? scope : [...scope, block.block ?? []], 'resolver')
  if (resolver === undefined) return { name: 'resolver', value: 'none' }
  const valid = milliseconds(resolver.args.find(arg => arg.startsWith('valid='))?.slice(6) ?? '')
  const time = valid === undefined ? {} : { milliseconds: valid }
  return { name: 'resolver', value: resolver.args.join(' '), ...time, place: resolver.place }
}
