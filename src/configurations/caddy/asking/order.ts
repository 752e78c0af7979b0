import type { Directive } from '../text/tree.js'
import type { Matcher } from './matchers.js'
import { matcherOf } from './matchers.js'

/** The order in which Caddy does what stands in a block, wherever it stands there; only what decides where a request goes. */
const ORDER = [
  'redir',
  'method',
  'rewrite',
  'uri',
  'try_files',
  'basicauth',
  'basic_auth',
  'forward_auth',
  'invoke',
  'handle',
  'route',
  'abort',
  'error',
  'copy_response',
  'respond',
  'metrics',
  'reverse_proxy',
  'php_fastcgi',
  'file_server',
  'acme_server'
]

/** The lines of a block in the order in which they are done: by what they are, then the longest path first, then what has a matcher at all. */
export function inOrder(
  block: readonly Directive[],
  known: ReadonlyMap<string, Matcher>,
  moved: ReadonlyMap<string, number>
): Directive[] {
  const told = block.filter(({ name }) => rank(name, moved) >= 0)
  return told
    .map(line => ({ line, rank: rank(line.name, moved), specific: specific(line, known) }))
    .sort((a, b) => a.rank - b.rank || b.specific - a.specific)
    .map(({ line }) => line)
}

/** handle_path counts as a handle. */
function rank(name: string, moved: ReadonlyMap<string, number>): number {
  return moved.get(name) ?? ORDER.indexOf(name === 'handle_path' ? 'handle' : name)
}

/** What `order … before …` of the global options makes of it. */
export function movedBy(options: readonly Directive[]): ReadonlyMap<string, number> {
  const moved = new Map<string, number>()
  for (const {
    args: [name = '', how = '', other = '']
  } of options.filter(each => each.name === 'order')) {
    const at = rank(other, moved)
    if (how === 'first') moved.set(name, 0)
    else if (how === 'last') moved.set(name, ORDER.length)
    else if (at >= 0) moved.set(name, how === 'before' ? at - 0.5 : at + 0.5)
  }
  return moved
}

/** Only one path says how special a matcher is: with a star it is less so. */
function specific({ args }: Directive, known: ReadonlyMap<string, Matcher>): number {
  const [first = ''] = args
  const { matcher } = matcherOf(args, known)
  if (first.startsWith('/')) return first.length * 2 + (first.endsWith('*') ? 0 : 1)
  const path = pathOf(matcher)
  return path === undefined ? (matcher.length > 0 ? 1 : 0) : path.length * 2
}

function pathOf(matcher: Matcher): string | undefined {
  const paths = matcher.filter(({ kind }) => kind === 'path')
  const examples = paths.flatMap(each => each.fulfilled({ method: '', host: '', path: '', tls: false, fields: [] }))
  return examples.length === 1 ? `${examples[0]?.path}*` : undefined
}
