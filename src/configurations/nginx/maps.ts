import { patternOf } from './pattern.js'
import type { Maps } from './request.js'
import type { Directive } from './tree.js'
import { named } from './walk.js'

const SETTINGS = ['hostnames', 'volatile', 'include', 'ranges', 'proxy', 'proxy_recursive', 'delete']

/** What map, geo and split_clients make of their source. */
export function mapsIn(tree: readonly Directive[]): Maps {
  const blocks = named(tree, 'http').flatMap(({ block = [] }) => block)
  return new Map(blocks.flatMap(directive => entryOf(directive)))
}

function entryOf({
  name,
  args,
  block = []
}: Directive): [string, Maps extends ReadonlyMap<string, infer V> ? V : never][] {
  if (!['map', 'geo', 'split_clients'].includes(name)) return []
  const variable = args.at(-1) ?? ''
  const source = name === 'map' ? (args[0] ?? '') : ''
  const lines = block.filter(line => !SETTINGS.includes(line.name))
  const entries = lines.map(line => [line.name, line.args[0] ?? ''] as const)
  // Nobody is in a range of geo here; which share of split_clients a request has, its hash says: the first stands for all.
  const [first] = entries
  const known = name === 'split_clients' && first !== undefined ? [['default', first[1]] as const, ...entries] : entries
  return [[variable.replace(/^\$/, ''), { source, entries: known }]]
}

/** The value that a map gives for a text: the exact one, else by mask, else by expression, else the default. */
export function mapped(entries: readonly (readonly [string, string])[], text: string): string {
  const lower = text.toLowerCase()
  const exact = entries.find(([key]) => key !== 'default' && key.replace(/^\\/, '').toLowerCase() === lower)
  const mask = entries.find(([key]) => fitsHost(lower, key))
  const fitting = entries.find(([key]) => key.startsWith('~') && expression(key)?.test(text) === true)
  const rest = entries.find(([key]) => key === 'default')
  return (exact ?? mask ?? fitting ?? rest)?.[1] ?? ''
}

function fitsHost(text: string, key: string): boolean {
  if (key.startsWith('*.')) return text.endsWith(key.slice(1))
  if (/^\.\w/.test(key)) return text === key.slice(1) || text.endsWith(key)
  return key.endsWith('.*') && !key.startsWith('~') && text.startsWith(key.slice(0, -1))
}

function expression(key: string): RegExp | undefined {
  return key.startsWith('~*') ? patternOf(key.slice(2), true) : patternOf(key.slice(1), false)
}
