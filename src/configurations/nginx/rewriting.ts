import { conditionOf, holds, matches } from './conditions.js'
import { evaluate } from './evaluate.js'
import type { Course } from './request.js'
import type { Directive } from './tree.js'

/** What the rewrite directives of a block did: answered by themselves, named another path, or let the request go on. */
export interface Rewritten {
  readonly end: 'answered' | 'elsewhere' | 'on'
  /** The blocks of the conditions that held; the last one holds the settings. */
  readonly inside: readonly (readonly Directive[])[]
}

/** Runs return, rewrite, set, break and if of a block, in their order. */
export function rewrite(block: readonly Directive[], course: Course): Rewritten {
  const { uri } = course
  let inside: readonly (readonly Directive[])[] = []
  for (const directive of block) {
    const done = step(directive, course)
    if (done.inside.length > 0) inside = done.inside
    if (done.end === 'break') return { end: 'on', inside }
    if (done.end !== undefined) return { end: done.end, inside }
  }
  // Without a flag the rest of the block still runs; then the new path is looked for.
  return { end: course.uri === uri ? 'on' : 'elsewhere', inside }
}

interface Step {
  readonly end?: 'answered' | 'elsewhere' | 'break'
  readonly inside: readonly (readonly Directive[])[]
}

const NOTHING: Step = { inside: [] }

function step({ name, args, block }: Directive, course: Course): Step {
  if (name === 'return') return { end: 'answered', inside: [] }
  if (name === 'break') return { end: 'break', inside: [] }
  if (name === 'set') return set(args, course)
  if (name === 'rewrite') return replace(args, course)
  if (name !== 'if' || block === undefined || !holds(conditionOf(args), course)) return NOTHING
  return within(block, course)
}

function within(block: readonly Directive[], course: Course): Step {
  for (const directive of block) {
    const { end } = step(directive, course)
    if (end !== undefined) return { end, inside: [block] }
  }
  return { inside: [block] }
}

function set([name = '', value = '']: readonly string[], course: Course): Step {
  const known = evaluate(value, course)
  if (known !== undefined) course.variables.set(name.replace(/^\$/, ''), known)
  return NOTHING
}

function replace([pattern = '', text = '', flag]: readonly string[], course: Course): Step {
  if (!matches(pattern, false, course.uri, course)) return NOTHING
  if (flag === 'redirect' || flag === 'permanent' || /^(?:https?:\/\/|\$scheme)/.test(text))
    return { end: 'answered', inside: [] }
  goTo(evaluate(text, course) ?? course.uri, course)
  if (flag === 'break') return { end: 'break', inside: [] }
  return flag === 'last' ? { end: 'elsewhere', inside: [] } : NOTHING
}

/** Takes a path of the configuration for that of the request; its arguments come before the old ones. */
export function goTo(target: string, course: Course): void {
  const [path = '', query] = target.split('?')
  course.uri = path
  if (query !== undefined && query !== '') course.query = query
}
