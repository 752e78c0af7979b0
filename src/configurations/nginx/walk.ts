import type { Directive } from './tree.js'

/** Every directive of a tree, each before those in its block. */
export function* everyDirective(tree: readonly Directive[]): Generator<Directive> {
  for (const directive of tree) {
    yield directive
    if (directive.block !== undefined) yield* everyDirective(directive.block)
  }
}

/** The directives of that name that stand directly in a block. */
export function named(tree: readonly Directive[], name: string): Directive[] {
  return tree.filter(directive => directive.name === name)
}

/** The words behind the last directive of that name that stands directly in a block. */
export function lastArgs(tree: readonly Directive[], name: string): readonly string[] | undefined {
  return named(tree, name).at(-1)?.args
}
