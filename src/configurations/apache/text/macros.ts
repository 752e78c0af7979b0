import type { Written } from './tree.js'
import { wordsOf } from './words.js'

interface Macro {
  readonly parameters: readonly string[]
  readonly block: readonly Written[]
}

/** The macros of a configuration: pieces of it that are used with other words. */
export class Macros {
  readonly #known = new Map<string, Macro>()

  define(rest: string, block: readonly Written[]): void {
    const [name = '', ...parameters] = wordsOf(rest)
    this.#known.set(name.toLowerCase(), { parameters, block })
  }

  /** What a Use stands for; undefined when there is no such macro. */
  use(rest: string): readonly Written[] | undefined {
    const [name = '', ...values] = wordsOf(rest)
    const macro = this.#known.get(name.toLowerCase())
    return macro?.block.map(each => filled(each, macro.parameters, values))
  }
}

function filled(written: Written, parameters: readonly string[], values: readonly string[]): Written {
  // The longest name first, as $host may stand in $hostname.
  const order = parameters.map((name, at) => ({ name, value: values[at] ?? '' }))
  order.sort((a, b) => b.name.length - a.name.length)
  const rest = order.reduce((text, { name, value }) => text.replaceAll(name, () => value), written.rest)
  return {
    ...written,
    rest,
    ...(written.block && { block: written.block.map(each => filled(each, parameters, values)) })
  }
}
