import type { Directive } from './tree.js'
import { named } from './walk.js'

/** The blocks in which something stands, the outermost first. */
export type Scope = readonly (readonly Directive[])[]

/** The directive that holds: the last one in the innermost block that has any. */
export function effective(scope: Scope, name: string): Directive | undefined {
  return everyEffective(scope, name).at(-1)
}

/** For what may stand several times: all of them in the innermost block that has any. */
export function everyEffective(scope: Scope, name: string): readonly Directive[] {
  const block = scope.findLast(directives => directives.some(directive => directive.name === name))
  return block === undefined ? [] : named(block, name)
}
