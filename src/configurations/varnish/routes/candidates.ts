import { examplesOf } from '../../nginx/example.js'
import type { Asked } from '../course/course.js'
import { fits } from '../course/pattern.js'
import { every } from '../directors.js'
import type { Expression } from '../text/expression.js'
import type { Program } from '../text/program.js'

/** So many requests are tried at most. */
const MOST = 4000
const MOST_OF_FIELDS = 48
/** What a client names when nobody asks for a name. */
const HOST = 'localhost'
/** Values of fields that are only asked whether they are there. */
const USUAL: Readonly<Record<string, string>> = {
  cookie: 'session=1',
  authorization: 'Basic Z2F0ZWNyYXNoOmdhdGVjcmFzaA==',
  'x-forwarded-proto': 'https',
  upgrade: 'websocket',
  connection: 'Upgrade'
}

/** Requests that the conditions of a VCL tell apart, the plainest first. */
export function candidatesOf({ subs }: Program): Asked[] {
  const values = new Values()
  for (const [name, statements] of subs) {
    if (/^vcl_(?!recv$|backend_fetch$)/.test(name)) continue
    for (const statement of every(statements)) {
      if (statement.kind !== 'if') continue
      for (const { condition } of statement.branches) if (condition) values.take(condition)
    }
  }
  const methods = ['GET', ...values.of('req.method').filter(method => method === 'POST')]
  const urls = ['/', ...values.of('req.url').filter(url => url.startsWith('/'))]
  const hosts = [HOST, ...values.of('req.http.host').filter(host => /^[\w.:-]+$/.test(host))]
  const sets = fieldsIn(values)
  const all = methods.flatMap(method =>
    sets.flatMap(fields => hosts.flatMap(host => urls.map(url => ({ method, url, host, fields }))))
  )
  return all.slice(0, MOST)
}

/** What variables are compared with. */
class Values {
  readonly #values = new Map<string, Set<string>>()

  get names(): string[] {
    return [...this.#values.keys()]
  }

  of(name: string): string[] {
    return [...(this.#values.get(name) ?? [])]
  }

  take(condition: Expression): void {
    if (condition.kind === 'not') this.take(condition.of)
    else if (condition.kind === 'name') this.#add(condition.text, [USUAL[fieldOf(condition.text)] ?? '1'])
    else if (condition.kind === 'two') this.#takeBoth(condition)
  }

  #takeBoth({ sign, left, right }: Expression & { readonly kind: 'two' }): void {
    if (sign !== '&&' && sign !== '||') this.#compared(subjectOf(left), sign, right)
    else for (const side of [left, right]) this.take(side)
  }

  #compared(name: string, sign: string, right: Expression): void {
    if (right.kind !== 'text' || name === '') return
    if (sign === '==' || sign === '!=') this.#add(name, [right.text])
    if (sign === '~' || sign === '!~') this.#add(name, fitting(right.text, name))
  }

  #add(name: string, values: readonly string[]): void {
    const key = name.replace(/^bereq\./, 'req.')
    const known = this.#values.get(key.toLowerCase()) ?? new Set()
    for (const value of values) known.add(value)
    this.#values.set(key.toLowerCase(), known)
  }
}

/** What a comparison is about: the variable itself, or the one that a function looks at. */
function subjectOf(expression: Expression): string {
  if (expression.kind === 'name') return expression.text
  if (expression.kind !== 'call') return ''
  const [first] = expression.args
  return first?.kind === 'name' ? first.text : expression.text.replace(/\.(?:lower|upper)$/, '')
}

/** The plainest texts that an expression finds; a path begins with a slash, whatever the expression asks for. */
function fitting(pattern: string, name: string): string[] {
  const found = fits(pattern)
  if (found === undefined) return []
  const made = examplesOf(pattern.replace(/\(\?i\)/g, '').replace(/\(\?i:/g, '(?:'))
  const texts = /\.url$/.test(name) ? made.flatMap(text => [text, `/${text}`, `/page${text}`]) : made
  return texts.filter(text => found.test(text) && (!/\.url$/.test(name) || text.startsWith('/'))).slice(0, 4)
}

function fieldOf(name: string): string {
  return name.replace(/^(?:be)?req\.http\./i, '').toLowerCase()
}

/** Each field is there or not; few of them come first. */
function fieldsIn(values: Values): ReadonlyMap<string, string>[] {
  const names = values.names.filter(name => name.startsWith('req.http.') && fieldOf(name) !== 'host')
  let sets: ReadonlyMap<string, string>[] = [new Map()]
  for (const name of names) {
    const with_ = values.of(name).flatMap(value => sets.map(set => new Map([...set, [fieldOf(name), value]])))
    sets = [...sets, ...with_].toSorted((a, b) => a.size - b.size).slice(0, MOST_OF_FIELDS)
  }
  return sets
}
