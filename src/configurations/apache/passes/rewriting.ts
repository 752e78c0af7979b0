import { patternOf } from '../../nginx/pattern.js'
import { type Directive, named } from '../directive.js'
import { type Asked, variable } from './request.js'

/** A RewriteRule with the conditions above it. */
export interface Rule {
  readonly directive: Directive
  readonly conditions: readonly Directive[]
  readonly flags: ReadonlyMap<string, string>
}

/** What became of a request in the rules of a server or a section. */
export type Rewritten =
  | { readonly kind: 'on'; readonly asked: Asked }
  | { readonly kind: 'proxied'; readonly rule: Rule; readonly url: string }
  | { readonly kind: 'answered' }

/** The rules that stand in a section, when rewriting is switched on in it. */
export function rulesIn(block: readonly Directive[]): Rule[] {
  if (named(block, 'rewriteengine').at(-1)?.args[0]?.toLowerCase() !== 'on') return []
  const rules: Rule[] = []
  let conditions: Directive[] = []
  for (const directive of named(block, 'rewritecond', 'rewriterule')) {
    if (directive.name === 'rewritecond') conditions.push(directive)
    else {
      rules.push({ directive, conditions, flags: flagsOf(directive.args[2]) })
      conditions = []
    }
  }
  return rules
}

/** Whether a rule passes a request on to an upstream. */
export function isPassing({ flags }: Rule): boolean {
  return flags.has('P')
}

/** What the rules make of a request. `strip` is what stands before the path in a folder. */
export function rewrite(rules: readonly Rule[], given: Asked, root: string, strip = ''): Rewritten {
  let asked = given
  for (let at = 0; at < rules.length; at++) {
    const rule = rules[at] as Rule
    const found = match(rule, asked, root, strip)
    if (found === undefined) {
      while (rules[at]?.flags.has('C')) at++
      continue
    }
    const url = substitute(rule.directive.args[1] ?? '-', found, asked, root)
    if (url === undefined || /^(?:R|F|G)$/m.test([...rule.flags.keys()].join('\n'))) return { kind: 'answered' }
    if (isPassing(rule)) return { kind: 'proxied', rule, url: url === '-' ? asked.path : url }
    if (/^\w+:\/\//.test(url)) return { kind: 'answered' }
    if (url !== '-') asked = rewritten(asked, url)
    if (rule.flags.has('L') || rule.flags.has('END')) break
    at += Number(rule.flags.get('S') ?? 0)
  }
  return { kind: 'on', asked }
}

function rewritten(asked: Asked, url: string): Asked {
  const [path = '', query] = url.split('?')
  return { ...asked, path: path.startsWith('/') ? path : `/${path}`, query: query ?? asked.query }
}

const LONG: Readonly<Record<string, string>> = {
  proxy: 'P',
  last: 'L',
  redirect: 'R',
  forbidden: 'F',
  gone: 'G',
  nocase: 'NC',
  chain: 'C',
  skip: 'S',
  ornext: 'OR',
  end: 'END'
}

function flagsOf(written = ''): Map<string, string> {
  const flags = written.replace(/^\[|\]$/g, '').split(',')
  return new Map(
    flags.map(flag => {
      const [name = '', value = ''] = flag.trim().split('=')
      return [LONG[name.toLowerCase()] ?? name.toUpperCase(), value] as const
    })
  )
}

/** What the pattern of the rule, and that of its last condition, found. */
interface Found {
  readonly rule: readonly string[]
  condition: readonly string[]
}

function match({ directive, conditions, flags }: Rule, asked: Asked, root: string, strip: string): Found | undefined {
  const path = strip === '' ? asked.path : asked.path.slice(strip.length).replace(/^\//, '')
  const [, not = '', text = ''] = /^(!?)([\s\S]*)$/.exec(directive.args[0] ?? '') ?? []
  const hit = patternOf(text, flags.has('NC'))?.exec(path)
  if ((hit == null) === (not === '')) return undefined
  const found: Found = { rule: [...(hit ?? [])].map(each => each ?? ''), condition: [] }
  let fits = true
  for (let at = 0; at < conditions.length; at++) {
    const condition = conditions[at] as Directive
    fits = isMet(condition, found, asked, root)
    // Of those that an OR joins, one is enough.
    while (flagsOf(conditions[at]?.args[2]).has('OR') && ++at < conditions.length)
      if (!fits) fits = isMet(conditions[at] as Directive, found, asked, root)
    if (!fits) return undefined
  }
  return found
}

function isMet(
  { args: [text = '', wanted = '', flags] }: Directive,
  found: Found,
  asked: Asked,
  root: string
): boolean {
  const value = substitute(text, found, asked, root)
  if (value === undefined) return false
  const [, not = '', test = ''] = /^(!?)([\s\S]*)$/.exec(wanted) ?? []
  return holdsFor(value, test, flagsOf(flags).has('NC'), found) === (not === '')
}

/** No file is there for what the testbed asks, but for folders. */
function holdsFor(value: string, test: string, anyCase: boolean, found: Found): boolean {
  if (/^-[dDxFsfhlLU]$/.test(test)) return test === '-d' && value.endsWith('/')
  if (test.startsWith('=')) return fold(value, anyCase) === fold(test.slice(1).replace(/^"|"$/g, ''), anyCase)
  if (/^[<>]/.test(test)) return test.startsWith('<') ? value < test.slice(1) : value > test.slice(1)
  const hit = patternOf(test, anyCase)?.exec(value)
  if (hit != null) found.condition = [...hit].map(each => each ?? '')
  return hit != null
}

function fold(text: string, anyCase: boolean): string {
  return anyCase ? text.toLowerCase() : text
}

/** A text with what was found put in; undefined where only a run knows it, as with maps. */
function substitute(text: string, found: Found, asked: Asked, root: string): string | undefined {
  let known = true
  const whole = text.replace(/\\(.)|\$\{[^}]*\}|\$(\d)|%(\d)|%\{([^}]*)\}/g, (all, kept, rule, condition, name) => {
    if (kept !== undefined) return kept
    if (rule !== undefined) return found.rule[Number(rule)] ?? ''
    if (condition !== undefined) return found.condition[Number(condition)] ?? ''
    const value = name === undefined ? undefined : variable(name, asked, root)
    if (value === undefined) known = false
    return value ?? all
  })
  return known ? whole : undefined
}
