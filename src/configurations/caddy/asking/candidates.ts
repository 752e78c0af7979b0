import type { Directive } from '../text/tree.js'
import { PROXIES, type World } from './course.js'
import { type Matcher, matcherOf, matchersIn } from './matchers.js'
import type { Asked } from './request.js'

/** A proxy, and requests that most likely lead there. */
export interface Candidate {
  readonly proxy: Directive
  readonly requests: readonly Asked[]
  /** Where the files of its site lie, as far as that is said. */
  readonly root: string | undefined
  /** What only Caddy can tell: the kinds of conditions. */
  readonly unknown: readonly string[]
}

/** What stands around a place in a site. */
interface Around {
  readonly known: ReadonlyMap<string, Matcher>
  readonly requests: readonly Asked[]
  /** Taken off the path before it is looked at in here. */
  readonly prefix: string
  readonly root: string | undefined
  readonly unknown: readonly string[]
  readonly depth: number
}

const MOST = 12
const DEEPEST = 60

/** Every proxy in a site, with requests that fulfil all conditions around it. */
export function candidatesIn(block: readonly Directive[], start: Asked, world: World): Candidate[] {
  return within(
    block,
    { known: new Map(), requests: [start], prefix: '', root: undefined, unknown: [], depth: 0 },
    world
  )
}

function within(block: readonly Directive[], outer: Around, world: World): Candidate[] {
  if (outer.depth > DEEPEST) return []
  const root = block.find(({ name }) => name === 'root')?.args.at(-1) ?? outer.root
  const around = { ...outer, root, known: matchersIn(block, outer.known), depth: outer.depth + 1 }
  return block.flatMap(line => {
    const { name, block: lines = [] } = line
    const { matcher, rest } = matcherOf(line.args, around.known)
    const here = narrowed(around, matcher)
    if (PROXIES.includes(name)) return [{ proxy: line, requests: here.requests, root, unknown: here.unknown }]
    if (name === 'handle' || name === 'route') return within(lines, here, world)
    if (name === 'handle_path') return within(lines, { ...here, prefix: here.prefix + prefixOf(line) }, world)
    return name === 'invoke' ? within(world.named.get(rest[0] ?? '')?.block ?? [], here, world) : []
  })
}

function prefixOf({ args: [pattern = ''] }: Directive): string {
  return pattern.startsWith('/') ? pattern.replace(/\*$/, '').replace(/\/$/, '') : ''
}

function narrowed(around: Around, matcher: Matcher): Around {
  const unknown = matcher.filter(each => each.fulfilled(BLANK).length === 0).map(({ kind }) => kind)
  let requests = around.requests
  for (const condition of matcher) {
    const next = requests.flatMap(asked => condition.fulfilled(asked).map(found => inside(found, asked, around.prefix)))
    requests = [...next, ...requests].slice(0, MOST)
  }
  return { ...around, requests, unknown: [...around.unknown, ...unknown] }
}

const BLANK: Asked = { method: 'GET', host: '', path: '/', tls: false, fields: [] }

/** A path that is asked for in here had something before it when it came. */
function inside(found: Asked, before: Asked, prefix: string): Asked {
  return found.path === before.path ? found : { ...found, path: prefix + found.path }
}
