import type { Directive } from '../text/tree.js'
import { holds, type Matcher, matcherOf, matchersIn } from './matchers.js'
import { inOrder } from './order.js'
import type { Asked } from './request.js'

/** What is known everywhere in a Caddyfile. */
export interface World {
  readonly named: ReadonlyMap<string, Directive>
  readonly moved: ReadonlyMap<string, number>
}

/** Where a request ends: at a proxy, or at an answer of Caddy's own. */
export interface End {
  readonly at: Directive
  readonly asked: Asked
}

/** The directives that hand a request on. */
export const PROXIES = ['reverse_proxy', 'php_fastcgi']
const ANSWERS = ['redir', 'respond', 'abort', 'error', 'metrics', 'acme_server']
const DEEPEST = 60

/** A block with its lines in their order, and what each of them asks for. */
interface Prepared {
  readonly known: ReadonlyMap<string, Matcher>
  readonly lines: readonly { readonly line: Directive; readonly matcher: Matcher; readonly rest: readonly string[] }[]
}

const NOTHING: ReadonlyMap<string, Matcher> = new Map()

/** Leads a request through a block as Caddy does. */
export class Course {
  /** What is asked many times is put into its order once. */
  private readonly blocks = new Map<ReadonlyMap<string, Matcher>, Map<readonly Directive[], Prepared>>()

  constructor(private readonly world: World) {}

  /** Where it ends; undefined when it falls through. */
  run(
    block: readonly Directive[],
    asked: Asked,
    around: ReadonlyMap<string, Matcher> = NOTHING,
    sorted = true,
    depth = 0
  ): End | Asked {
    if (depth > DEEPEST) return asked
    const { known, lines } = this.prepared(block, around, sorted)
    const groups = new Set<string>()
    let now = asked
    for (const { line, matcher, rest } of lines) {
      const group = groupOf(line.name)
      if ((group !== undefined && groups.has(group)) || holds(matcher, now) !== true) continue
      if (group !== undefined) groups.add(group)
      const next = this.step(line, rest, now, known, depth)
      if ('at' in next) return next
      now = next
    }
    return now
  }

  private prepared(block: readonly Directive[], around: ReadonlyMap<string, Matcher>, sorted: boolean): Prepared {
    const inThere = this.blocks.get(around) ?? new Map<readonly Directive[], Prepared>()
    this.blocks.set(around, inThere)
    const before = inThere.get(block)
    if (before !== undefined) return before
    const known = matchersIn(block, around)
    const lines = sorted ? inOrder(block, known, this.world.moved) : block
    const prepared = { known, lines: lines.map(line => ({ line, ...matcherOf(line.args, known) })) }
    inThere.set(block, prepared)
    return prepared
  }

  private step(
    line: Directive,
    rest: readonly string[],
    asked: Asked,
    known: ReadonlyMap<string, Matcher>,
    depth: number
  ): End | Asked {
    const { name, block = [] } = line
    if (PROXIES.includes(name) || ANSWERS.includes(name)) return { at: line, asked }
    if (name === 'file_server') return block.some(each => each.name === 'pass_thru') ? asked : { at: line, asked }
    if (name === 'handle') return this.run(block, asked, known, true, depth + 1)
    if (name === 'handle_path') return this.run(block, stripped(asked, line.args[0] ?? ''), known, true, depth + 1)
    if (name === 'route') return this.run(block, asked, known, false, depth + 1)
    if (name === 'invoke')
      return this.run(this.world.named.get(rest[0] ?? '')?.block ?? [], asked, known, false, depth + 1)
    return rewritten(name, rest, asked)
  }
}

/** Of these only the first that fits is done. */
function groupOf(name: string): string | undefined {
  if (name === 'handle' || name === 'handle_path') return 'handle'
  return name === 'rewrite' ? name : undefined
}

function stripped(asked: Asked, pattern: string): Asked {
  const prefix = pattern.replace(/\*$/, '').replace(/\/$/, '')
  const rest = asked.path.startsWith(prefix) ? asked.path.slice(prefix.length) : asked.path
  return { ...asked, path: rest.startsWith('/') ? rest : `/${rest}` }
}

function rewritten(name: string, words: readonly string[], asked: Asked): Asked {
  const [first = '', second = '', third = ''] = words
  if (name === 'rewrite') return { ...asked, path: filled(words.at(-1) ?? '', asked) }
  if (name === 'method') return { ...asked, method: first.toUpperCase() }
  if (name !== 'uri') return asked
  if (first === 'strip_prefix') return stripped(asked, second)
  if (first === 'strip_suffix' && asked.path.endsWith(second))
    return { ...asked, path: asked.path.slice(0, -second.length) }
  return first === 'replace' ? { ...asked, path: asked.path.replaceAll(second, third) } : asked
}

function filled(target: string, { path }: Asked): string {
  const whole = target.replace(/\{(?:http\.request\.)?(?:uri|path|uri\.path)\}/g, path).replace(/\?.*$/, '')
  return whole.startsWith('/') ? whole : path
}
