import { patternOf } from '../../nginx/pattern.js'
import { type Directive, named } from '../directive.js'
import type { Host } from '../hosts.js'
import type { Asked } from './request.js'
import { rewrite, rulesIn } from './rewriting.js'
import { isBelow, rootOf, sectionsFor } from './sections.js'

/** Where a request comes to: the line that passes it on, and the address that it says. */
export interface Arrival {
  readonly line: Directive
  readonly url: string
  /** The words behind the address: timeout=5. */
  readonly words: readonly string[]
  /** What holds for it, the innermost section last. */
  readonly scope: readonly (readonly Directive[])[]
  readonly asked: Asked
}

/** The way of a request through a host: rules of rewriting, ProxyPass of a location, ProxyPass in their order, redirects, handlers. */
export function follow(host: Host, given: Asked): Arrival | undefined {
  const own = host.scope.at(-1) ?? []
  const rules = [...inherited(host), ...rulesIn(own)]
  const first = rewrite(rules, given, rootOf(host))
  if (first.kind === 'answered') return undefined
  const scope = (asked: Asked) => [...host.scope, ...sectionsFor(host, asked).map(({ block = [] }) => block)]
  if (first.kind === 'proxied')
    return { line: first.rule.directive, url: first.url, words: [], scope: scope(given), asked: given }
  const passed = passedOn(host, first.asked)
  if (passed !== undefined) {
    const [url = '', ...words] = passed.rest
    return url === '!' ? undefined : { line: passed.line, url, words, scope: scope(first.asked), asked: given }
  }
  return isRedirected(host, first.asked) ? undefined : handled(host, first.asked, given, scope(first.asked))
}

/** Rules of the main server hold in a virtual host only when it says so. */
function inherited({ scope: [main = [], own] }: Host): ReturnType<typeof rulesIn> {
  const options = named(own ?? [], 'rewriteoptions').flatMap(({ args }) => args.map(arg => arg.toLowerCase()))
  return options.includes('inherit') || options.includes('inheritbefore') ? rulesIn(main) : []
}

interface Passed {
  readonly line: Directive
  readonly rest: readonly string[]
}

/** A pass in a location wins over those beside it; of the latter the first one that fits, those of the main server before. */
function passedOn(host: Host, asked: Asked): Passed | undefined {
  const inside = sectionsFor(host, asked, ['location', 'locationmatch']).flatMap(section =>
    named(section.block ?? [], 'proxypass', 'proxypassmatch').map(line => ({ line, section }))
  )
  const last = inside.at(-1)
  if (last !== undefined && isTaken(last.line, last.section))
    return { line: last.line, rest: last.line.args.map(each => filled(each, patternIn(last.section), asked)) }
  const lines = host.scope.flatMap(block => named(block, 'proxypass', 'proxypassmatch'))
  const line = lines.find(each => fits(each, asked))
  if (line === undefined) return undefined
  const pattern = line.name === 'proxypassmatch' ? line.args[0] : undefined
  return { line, rest: line.args.slice(1).map(each => filled(each, pattern, asked)) }
}

/** In a section with an expression a plain ProxyPass takes the expression for a path, which nobody asks for. */
function isTaken({ name }: Directive, section: Directive): boolean {
  return name === 'proxypassmatch' || patternIn(section) === undefined
}

function patternIn({ name, args: [first, second] }: Directive): string | undefined {
  return first === '~' ? second : name.endsWith('match') ? first : undefined
}

function fits({ name, args: [text = ''] }: Directive, { path }: Asked): boolean {
  if (name === 'proxypassmatch') return patternOf(text, false)?.test(path) === true
  return isBelow(path, text) && `${path}/` !== text
}

/** What the expression found stands in the address. */
function filled(text: string, pattern: string | undefined, { path }: Asked): string {
  if (pattern === undefined) return text
  const found = patternOf(pattern, false)?.exec(path) ?? []
  return text.replace(/\$(\d)/g, (_, number: string) => found[Number(number)] ?? '')
}

function isRedirected(host: Host, asked: Asked): boolean {
  const sections = sectionsFor(host, asked, ['location', 'locationmatch'])
  const alone = host.scope.flatMap(block => named(block, 'redirect', 'redirectpermanent', 'redirecttemp'))
  const byPattern = host.scope.flatMap(block => named(block, 'redirectmatch'))
  return (
    sections.some(({ block = [] }) => named(block, 'redirect').length > 0) ||
    alone.some(({ args }) => isBelow(asked.path, args.find(arg => arg.startsWith('/')) ?? '\0')) ||
    byPattern.some(({ args }) => patternOf(args.at(-2) ?? '\0', false)?.test(asked.path) === true)
  )
}

/** What a section, or the end of a name, hands on to a handler. */
function handled(host: Host, asked: Asked, given: Asked, scope: Arrival['scope']): Arrival | undefined {
  const sections = sectionsFor(host, asked)
  const inside = sections.map(({ block = [] }) => block)
  const blocks = [...host.scope, ...inside]
  const set = blocks.flatMap(block => named(block, 'sethandler')).at(-1)
  const added = blocks.flatMap(block => named(block, 'addhandler')).findLast(({ args }) => hasEnding(asked.path, args))
  const line = set ?? added
  const [, url] = /^proxy:([\s\S]+)$/.exec(line?.args[0] ?? '') ?? []
  if (line !== undefined && url !== undefined) return { line, url, words: [], scope, asked: given }
  for (const { block = [], args, name } of sections) {
    const strip = name === 'location' ? (args[0] ?? '') : '/'
    const rewritten = rewrite(rulesIn(block), asked, rootOf(host), strip)
    if (rewritten.kind === 'proxied')
      return { line: rewritten.rule.directive, url: rewritten.url, words: [], scope, asked: given }
  }
  return undefined
}

function hasEnding(path: string, [, ...endings]: readonly string[]): boolean {
  return endings.some(ending => path.endsWith(ending.startsWith('.') ? ending : `.${ending}`))
}
