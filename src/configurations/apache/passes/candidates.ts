import { examplesOf } from '../../nginx/example.js'
import { patternOf } from '../../nginx/pattern.js'
import { type Directive, named } from '../directive.js'
import type { Asked } from './request.js'
import type { Rule } from './rewriting.js'

/** A word that stands in no configuration, and in no folder. */
const NOBODY = 'gatecrash'

const BEFORE = ['', '/', '/index', `/${NOBODY}`, `/${NOBODY}/`]
/** A file has a name before its ending. */
const OF_FILES = ['/index', ...BEFORE]

/** Paths that may lead below a path, the plainest first. */
export function below(path: string): string[] {
  return path.endsWith('/') ? [path, path + NOBODY] : [path, `${path}/${NOBODY}`, `${path}/`]
}

/** Paths that an expression may find, the plainest first. */
export function fitting(text: string, befores = BEFORE): string[] {
  const examples = examplesOf(text)
  const around = (example: string) => befores.map(before => before + example)
  const behind = (path: string) => (/\$$/.test(text) ? [path] : [path, `${path}/${NOBODY}`])
  const paths = examples.flatMap(around).flatMap(behind)
  return [...new Set(paths)].filter(path => patternOf(text, false)?.test(path) === true)
}

/** Paths that may lead to what stands in a section. */
export function inSection({ name, args: [first = '', second] }: Directive, root: string): string[] {
  const text = first === '~' ? (second ?? '') : first
  const isPattern = first === '~' || name.endsWith('match')
  if (name.startsWith('location')) return isPattern ? fitting(text) : below(text.replace(/[*?]/g, NOBODY))
  if (name.startsWith('files'))
    return isPattern
      ? fitting(text, OF_FILES).map(path => `/${path.replace(/^.*\//, '')}`)
      : [`/${text.replace(/[*?]/g, 'index')}`]
  if (!name.startsWith('directory')) return ['/', `/${NOBODY}`]
  return text.startsWith(root) && !isPattern ? below(text.slice(root.length) || '/') : ['/', `/${NOBODY}`]
}

/** What a request needs so that the conditions of a rule hold, as far as that can be made up. */
export function wantedBy({ conditions, directive, flags }: Rule): { paths: string[]; wanted: Partial<Asked> } {
  const fields: Record<string, string> = {}
  const wanted: { -readonly [Key in keyof Asked]?: Asked[Key] } = {}
  const paths: string[] = []
  for (const {
    args: [text = '', test = '', written = '']
  } of conditions) {
    const example = exampleFor(test, /NC|nocase/i.test(written))
    const name = /^%\{([^}]+)\}$/.exec(text)?.[1]?.toUpperCase() ?? ''
    if (example === undefined) continue
    if (name.startsWith('HTTP:')) fields[name.slice(5).toLowerCase()] = example
    else if (name === 'HTTP_HOST' || name === 'SERVER_NAME') wanted.host = example.toLowerCase()
    else if (name === 'REQUEST_METHOD') wanted.method = example
    else if (name === 'QUERY_STRING') wanted.query = example
    else if (name === 'REQUEST_URI') paths.push(...fitting(test))
    else if (name.startsWith('HTTP_')) fields[name.slice(5).toLowerCase().replaceAll('_', '-')] = example
  }
  const own = fitting(directive.args[0]?.replace(/^!.*/, '') ?? '')
  const all = flags.has('C') ? own : [...own, `/${NOBODY}`, '/']
  return {
    paths: [...paths, ...all.map(path => (path.startsWith('/') ? path : `/${path}`))],
    wanted: { ...wanted, fields }
  }
}

function exampleFor(test: string, anyCase: boolean): string | undefined {
  if (/^(?:!|-\w$)/.test(test)) return undefined
  if (test.startsWith('=')) return test.slice(1).replace(/^"|"$/g, '')
  return examplesOf(test).find(example => patternOf(test, anyCase)?.test(example))
}

/** The lines of a section that hand on to an upstream. */
export function handlersIn(block: readonly Directive[]): Directive[] {
  return named(block, 'sethandler', 'addhandler').filter(({ args: [first = ''] }) => first.startsWith('proxy:'))
}
