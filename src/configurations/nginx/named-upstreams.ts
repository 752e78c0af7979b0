import type { ConfiguredUpstream, Remark } from '../configuration.js'
import type { World } from './asking.js'
import { hasVariables, variablesIn } from './evaluate.js'
import { familyOf, targetOf } from './passes.js'
import type { Directive } from './tree.js'
import { eachOnce, membersOf, upstreamsOf } from './upstreams.js'
import { everyDirective, named } from './walk.js'

/** More texts than a pass with variables can sensibly have. */
const MOST = 64

/** Every upstream that a pass anywhere may lead to, and those of blocks that nothing leads to. */
export function namedUpstreams(tree: readonly Directive[], world: World): ConfiguredUpstream[] {
  const passes = passesIn(tree)
  const values = valuesIn(tree, world)
  const reached = passes.flatMap(pass => behind(pass, values, world))
  const used = new Set(reached.map(({ place }) => `${place.file}:${place.line}`))
  const unused = [...world.blocks.values()].flatMap(block => membersOf(block, 'http').map(({ upstream }) => upstream))
  return eachOnce([...reached, ...unused.filter(({ place }) => !used.has(`${place.file}:${place.line}`))])
}

/** Passes that lead where the request says. */
export function requestDecides(tree: readonly Directive[], world: World): Remark[] {
  const values = valuesIn(tree, world)
  return passesIn(tree).flatMap(({ args: [text = ''], place }) => {
    const authority = /^(?:\w+:\/\/)?[^/]*/.exec(text)?.[0] ?? ''
    const unknown = variablesIn(authority).filter(name => texts(`$${name}`, values).every(hasVariables))
    if (unknown.length === 0) return []
    return [{ place, text: `where ${text} leads depends on the request ($${unknown.join(', $')})` }]
  })
}

function passesIn(tree: readonly Directive[]): Directive[] {
  return named(tree, 'http').flatMap(({ block = [] }) =>
    [...everyDirective(block)].filter(directive => familyOf(directive) !== undefined)
  )
}

function behind(pass: Directive, values: Values, { blocks }: World): readonly ConfiguredUpstream[] {
  const family = familyOf(pass)
  if (family === undefined) return []
  return texts(pass.args[0] ?? '', values).flatMap(text => {
    const target = targetOf(family, text)
    if (target === undefined || hasVariables(target.authority)) return []
    const block = blocks.get(target.authority)
    // A server that is down is not asked; its name must be found all the same.
    return block === undefined
      ? upstreamsOf(target, blocks, pass.place)
      : membersOf(block, target.protocol).map(({ upstream }) => upstream)
  })
}

type Values = ReadonlyMap<string, readonly string[]>

/** What set and map may make of a variable. */
function valuesIn(tree: readonly Directive[], { maps }: World): Values {
  const values = new Map<string, string[]>()
  for (const { name, args } of everyDirective(tree)) {
    const variable = args[0]?.replace(/^\$/, '')
    if (name !== 'set' || variable === undefined) continue
    const known = values.get(variable) ?? []
    if (known.length < MOST) values.set(variable, [...known, args[1] ?? ''])
  }
  for (const [name, { entries }] of maps)
    values.set(name, [...new Set(entries.map(([, value]) => value))].slice(0, MOST))
  return values
}

function texts(text: string, values: Values, depth = 0): string[] {
  const name = variablesIn(text).find(candidate => values.has(candidate))
  if (name === undefined || depth > 5) return [text]
  const pattern = new RegExp(`\\$(?:\\{${name}\\}|${name}\\b)`, 'g')
  const filled = (values.get(name) ?? []).map(value => text.replace(pattern, () => value))
  return filled.flatMap(each => texts(each, values, depth + 1)).slice(0, MOST)
}
