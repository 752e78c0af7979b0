import type { Place } from '../configuration.js'

/** A directive or a section that holds, with variables put in, and with what is included in its place. */
export interface Directive {
  /** In small letters. */
  readonly name: string
  /** As it is written: ProxyPass. */
  readonly written: string
  readonly args: readonly string[]
  readonly place: Place
  readonly block?: readonly Directive[]
}

/** Every directive of a tree, each before those in its section. */
export function* everyDirective(tree: readonly Directive[]): Generator<Directive> {
  for (const directive of tree) {
    yield directive
    if (directive.block !== undefined) yield* everyDirective(directive.block)
  }
}

/** The directives of that name that stand directly in a section. */
export function named(tree: readonly Directive[], ...names: readonly string[]): Directive[] {
  return tree.filter(({ name }) => names.includes(name))
}

/** The directive that holds: the last one in the innermost of these sections that has any. */
export function effective(
  scope: readonly (readonly Directive[])[],
  ...names: readonly string[]
): Directive | undefined {
  const block = scope.findLast(directives => named(directives, ...names).length > 0)
  return block === undefined ? undefined : named(block, ...names).at(-1)
}
