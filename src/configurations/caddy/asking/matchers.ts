import { examplesOf } from '../../nginx/example.js'
import type { Directive } from '../text/tree.js'
import { fitsPath, pathFor } from './paths.js'
import type { Asked } from './request.js'

/** One condition on a request. */
export interface Condition {
  /** Whether a request fulfils it; undefined when only Caddy can tell. */
  holds(asked: Asked): boolean | undefined
  /** Requests that fulfil it, made of one that does not yet. */
  fulfilled(asked: Asked): readonly Asked[]
  readonly kind: string
}

/** Conditions that must all hold. */
export type Matcher = readonly Condition[]

/** The named matchers that can be seen from a block, with those around it. */
export function matchersIn(block: readonly Directive[], around: ReadonlyMap<string, Matcher>): Map<string, Matcher> {
  const found = new Map(around)
  for (const { name, args, block: lines } of block.filter(each => each.name.startsWith('@'))) {
    const single: Matcher = args.length === 0 ? [] : [conditionOf(args[0] ?? '', args.slice(1))]
    // `@ws {header.Connection} …` in backquotes is an expression.
    found.set(name, [...single, ...conditionsIn(lines ?? [])])
  }
  return found
}

/** Several lines of one kind are alternatives, but for those that name different fields. */
function conditionsIn(lines: readonly Directive[]): Condition[] {
  const groups = new Map<string, Directive[]>()
  for (const line of lines) {
    const key = ['path', 'host', 'method'].includes(line.name) ? line.name : `${line.name} ${groups.size}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].map(group => {
    const [first] = group
    if (first?.name === 'not')
      return not([
        ...(first.args[0] === undefined ? [] : [conditionOf(first.args[0], first.args.slice(1))]),
        ...conditionsIn(first.block ?? [])
      ])
    return conditionOf(
      first?.name ?? '',
      group.flatMap(({ args }) => args)
    )
  })
}

/** What stands between a directive and its words: * for all, a path, or the name of a matcher. */
export function matcherOf(
  args: readonly string[],
  known: ReadonlyMap<string, Matcher>
): { matcher: Matcher; rest: readonly string[] } {
  const [first = '', ...rest] = args
  if (first === '*') return { matcher: [], rest }
  if (first.startsWith('/')) return { matcher: [conditionOf('path', [first])], rest }
  if (first.startsWith('@')) return { matcher: known.get(first) ?? [unknowable(first)], rest }
  return { matcher: [], rest: args }
}

/** Whether a request fulfils all of them; undefined when only Caddy can tell. */
export function holds(matcher: Matcher, asked: Asked): boolean | undefined {
  const each = matcher.map(condition => condition.holds(asked))
  return each.includes(false) ? false : each.includes(undefined) ? undefined : true
}

function conditionOf(kind: string, args: readonly string[]): Condition {
  return (CONDITIONS[kind] ?? (() => unknowable(kind)))(args)
}

function not(inner: Matcher): Condition {
  return {
    kind: 'not',
    holds: asked => {
      const found = holds(inner, asked)
      return found === undefined ? undefined : !found
    },
    fulfilled: asked => [asked]
  }
}

/** What hangs on files, addresses or expressions is not known before it runs. */
function unknowable(kind: string): Condition {
  return { kind, holds: () => undefined, fulfilled: () => [] }
}

const CONDITIONS: Readonly<Record<string, (args: readonly string[]) => Condition>> = {
  path: args => ({
    kind: 'path',
    holds: ({ path }) => args.some(pattern => fitsPath(path, pattern)),
    fulfilled: asked => args.map(pattern => ({ ...asked, path: pathFor(pattern) }))
  }),
  path_regexp: args => byPattern(args.at(-1) ?? ''),
  host: args => ({
    kind: 'host',
    holds: ({ host }) => args.some(pattern => fitsHost(host, pattern)),
    fulfilled: asked => args.map(host => ({ ...asked, host: hostFor(host) }))
  }),
  method: args => ({
    kind: 'method',
    holds: ({ method }) => args.some(each => each.toUpperCase() === method),
    fulfilled: asked => args.map(method => ({ ...asked, method: method.toUpperCase() }))
  }),
  header: ([name = '', value = '*']) => byField(name, value),
  protocol: ([what = '']) => ({
    kind: 'protocol',
    holds: ({ tls }) => (what === 'https' ? tls : what === 'http' ? !tls : undefined),
    fulfilled: asked => [asked]
  }),
  // Nobody knows the files of production; one that is asked for is taken to be none.
  file: () => ({ kind: 'file', holds: () => false, fulfilled: () => [] }),
  remote_ip: byAddress,
  client_ip: byAddress,
  not: ([kind = '', ...args]) => not([conditionOf(kind, args)])
}

function byPattern(pattern: string): Condition {
  const tried = compiled(pattern)
  if (tried === undefined) return unknowable('path_regexp')
  const paths = examplesOf(pattern).map(text => (text.startsWith('/') ? text : `/${text}`))
  return {
    kind: 'path_regexp',
    holds: ({ path }) => tried.test(path),
    fulfilled: asked => paths.filter(path => tried.test(path)).map(path => ({ ...asked, path }))
  }
}

/** One in which something that repeats is repeated could keep us busy for ever, which Go's never do. */
function compiled(pattern: string): RegExp | undefined {
  if (pattern.length > 500 || /[*+}]\)?[*+{]|\([^)]*[*+][^)]*\)[*+{]/.test(pattern)) return undefined
  try {
    const insensitive = pattern.startsWith('(?i)')
    return new RegExp(insensitive ? pattern.slice(4) : pattern, insensitive ? 'i' : '')
  } catch {
    return undefined
  }
}

function byField(written: string, value: string): Condition {
  const absent = written.startsWith('!')
  const name = written.replace(/^!/, '')
  return {
    kind: 'header',
    holds: ({ fields }) => {
      const found = fields.filter((_, at) => at % 2 === 1 && fields[at - 1]?.toLowerCase() === name.toLowerCase())
      return absent ? found.length === 0 : found.some(each => fitsPath(each, value))
    },
    fulfilled: asked =>
      absent ? [asked] : [{ ...asked, fields: [...asked.fields, name, value.replaceAll('*', '') || 'x'] }]
  }
}

/** Our client stands on this machine. */
function byAddress(args: readonly string[]): Condition {
  const here = args.some(range => /^(?:private_ranges|127\.|0\.0\.0\.0\/0)/.test(range))
  return { kind: 'remote_ip', holds: () => here, fulfilled: asked => (here ? [asked] : []) }
}

/** Whether a host fits the one of a site: * stands for one label. */
export function fitsHost(host: string, pattern: string): boolean {
  if (pattern === '' || pattern === '*') return true
  const wanted = pattern.toLowerCase().split('.')
  const labels = host.toLowerCase().split('.')
  return labels.length === wanted.length && wanted.every((label, at) => label === '*' || label === labels[at])
}

/** A host that fits that of a site. */
export function hostFor(pattern: string): string {
  return pattern === '' || pattern === '*' ? 'localhost' : pattern.replaceAll('*', 'www')
}
