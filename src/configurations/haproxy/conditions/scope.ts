import { everyLineOf, type Line, linesOf, type Section, type Sections } from '../text/sections.js'
import { type Test, testOf } from './criterion.js'
import type { Tables } from './tables.js'

/** What the conditions of a section may name: its ACLs, the variables it sets, lists in files, users. */
export interface Scope {
  readonly tables: Tables
  /** What a variable is set to, where it is set once and for every request. */
  readonly variables: ReadonlyMap<string, string>
  /** The tests of an ACL, of which one is enough; undefined when there is none of that name. */
  acl(name: string): readonly Test[] | undefined
  /** What a request says in Authorization to be a user of this list. */
  passwords(list: string): readonly string[]
}

// The ACLs that are there without being declared.
const PREDEFINED: Readonly<Record<string, readonly string[]>> = {
  TRUE: ['always_true'],
  FALSE: ['always_false'],
  HTTP: ['req_proto_http'],
  'HTTP_1.0': ['req_ver', '1.0'],
  'HTTP_1.1': ['req_ver', '1.1'],
  'HTTP_2.0': ['req_ver', '2.0'],
  HTTP_URL_SLASH: ['url_beg', '/'],
  HTTP_URL_STAR: ['url', '*'],
  HTTP_URL_ABS: ['url_reg', '^[^/:]*://'],
  LOCALHOST: ['src', '127.0.0.1/8'],
  WAIT_END: ['wait_end']
}

/** Makes the scope of a section. */
export function scopeOf(section: Section, sections: Sections, tables: Tables): Scope {
  const declared = everyLineOf(section, 'acl')
  const known = new Map<string, readonly Test[] | undefined>()
  const scope: Scope = {
    tables,
    variables: variablesOf(section),
    passwords: list => passwordsOf(list, sections),
    acl: name => {
      if (!known.has(name)) known.set(name, aclOf(name, declared, section, scope))
      return known.get(name)
    }
  }
  return scope
}

function aclOf(name: string, lines: readonly Line[], { place }: Section, scope: Scope): Test[] | undefined {
  const declared = lines.filter(({ words }) => words[1] === name)
  if (declared.length > 0) return declared.map(line => testOf(line.words.slice(2), line.place, scope))
  const criterion = name.startsWith('METH_') ? ['method', name.slice(5)] : PREDEFINED[name]
  return criterion === undefined ? undefined : [testOf(criterion, place, scope)]
}

function variablesOf(section: Section): Map<string, string> {
  const variables = new Map<string, string>()
  const twice = new Set<string>()
  for (const { words } of [...everyLineOf(section, 'http-request'), ...everyLineOf(section, 'tcp-request')]) {
    const setting = words.find(word => word.startsWith('set-var('))
    const [, name] = /^set-var\(([^,)]*)[^)]*\)$/.exec(setting ?? '') ?? []
    if (setting === undefined || name === undefined) continue
    if (variables.has(name) || words.includes('if') || words.includes('unless')) twice.add(name)
    variables.set(name, words[words.indexOf(setting) + 1] ?? '')
  }
  for (const name of twice) variables.delete(name)
  return variables
}

function passwordsOf(list: string, sections: Sections): string[] {
  const lists = sections.of('userlist').filter(({ name }) => name === list)
  const users = lists.flatMap(each => linesOf(each, 'user')).filter(({ words }) => words[2] === 'insecure-password')
  return users.map(({ words }) => `Basic ${Buffer.from(`${words[1]}:${words[3]}`).toString('base64')}`)
}
