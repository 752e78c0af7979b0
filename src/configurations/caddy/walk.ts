import type { Directive } from './text/tree.js'

/** Every line of a tree, those in blocks included. */
export function* everyLine(tree: readonly Directive[]): Generator<Directive> {
  for (const line of tree) {
    yield line
    if (line.block !== undefined) yield* everyLine(line.block)
  }
}

/** The lines of a tree, at any depth, whose name fits. */
export function named(tree: readonly Directive[], name: RegExp): Directive[] {
  return [...everyLine(tree)].filter(each => name.test(each.name))
}
