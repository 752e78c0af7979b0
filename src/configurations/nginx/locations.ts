import type { Place } from '../configuration.js'
import { patternOf } from './pattern.js'
import type { Scope } from './scope.js'
import type { Directive } from './tree.js'
import { named } from './walk.js'

/** A location, with those in it. */
export interface Location {
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@'
  /** The path, the regular expression, or the name. */
  readonly text: string
  readonly pattern: RegExp | undefined
  readonly scope: Scope
  readonly block: readonly Directive[]
  readonly children: readonly Location[]
  /** No client gets here directly. */
  readonly internal: boolean
  readonly place: Place
}

/** The locations that stand in a block. */
export function locationsIn(block: readonly Directive[], scope: Scope): Location[] {
  return named(block, 'location').map(directive => locationOf(directive, scope))
}

/** A location as a person would point at it: /api, = /login, ~ \.php$. */
export function nameOf({ modifier, text }: Location): string {
  if (modifier === '@') return text
  return modifier === '' ? text : `${modifier} ${text}`
}

/** The location that nginx takes for a path: the exact one, else the first fitting expression, else the longest beginning. */
export function findLocation(level: readonly Location[], uri: string): Location | undefined {
  return search(level, uri).location
}

/** Every location with those in it. */
export function* everyLocation(level: readonly Location[]): Generator<Location> {
  for (const location of level) {
    yield location
    yield* everyLocation(location.children)
  }
}

function locationOf({ args, block = [], place }: Directive, outer: Scope): Location {
  const { modifier, text } = split(args)
  const scope = [...outer, block]
  const pattern = modifier.startsWith('~') ? patternOf(text, modifier === '~*') : undefined
  const internal = modifier === '@' || named(block, 'internal').length > 0
  return { modifier, text, pattern, scope, block, children: locationsIn(block, scope), internal, place }
}

function split([first = '', second]: readonly string[]): Pick<Location, 'modifier' | 'text'> {
  if (second !== undefined) return { modifier: first as Location['modifier'], text: second }
  if (first.startsWith('@')) return { modifier: '@', text: first }
  // The sign may stand at the path without a space.
  const [, modifier = '', text = ''] = /^(=|\^~|~\*|~)?([\s\S]*)$/.exec(first) ?? []
  return { modifier: modifier as Location['modifier'], text }
}

interface Found {
  readonly location: Location | undefined
  /** Nothing further out has a say any more. */
  readonly final: boolean
}

function search(level: readonly Location[], uri: string): Found {
  const exact = level.find(({ modifier, text }) => modifier === '=' && text === uri)
  if (exact !== undefined) return { location: exact, final: true }
  const longest = longestPrefix(level, uri)
  const inner = longest === undefined ? undefined : search(longest.children, uri)
  if (inner?.final === true) return inner
  if (longest?.modifier !== '^~') {
    const fitting = level.find(({ pattern }) => pattern?.test(uri) === true)
    if (fitting !== undefined) return { location: search(fitting.children, uri).location ?? fitting, final: true }
  }
  return { location: inner?.location ?? longest, final: false }
}

function longestPrefix(level: readonly Location[], uri: string): Location | undefined {
  const fitting = level.filter(({ modifier, text }) => (modifier === '' || modifier === '^~') && uri.startsWith(text))
  return fitting.reduce<Location | undefined>(
    (best, next) => (next.text.length > (best?.text.length ?? -1) ? next : best),
    undefined
  )
}
