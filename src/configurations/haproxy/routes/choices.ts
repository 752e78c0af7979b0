import type { Place, Remark } from '../../configuration.js'
import { ALWAYS, both, type Condition, conditionOf } from '../conditions/condition.js'
import { testOf } from '../conditions/criterion.js'
import type { Request } from '../conditions/request.js'
import type { Scope } from '../conditions/scope.js'
import { everyLineOf, type Line, lineOf, type Section, type Sections } from '../text/sections.js'
import { hasServers } from '../upstreams/servers.js'

/** A backend that a frontend may choose, and when. */
export interface Choice {
  readonly backend: Section
  readonly condition: Condition
  readonly place: Place
  /** Taken when no other is. */
  readonly last: boolean
}

/** Every choice of a frontend in the order in which HAProxy makes it. */
export function choicesOf(section: Section, sections: Sections, scope: Scope) {
  const remarks: Remark[] = []
  const choices = everyLineOf(section, 'use_backend').flatMap(line => {
    const name = line.words[1] ?? ''
    if (!name.includes('%')) return named(line, name, sections, scope)
    const computed = computedChoices(line, name, sections, scope)
    if (computed.length === 0)
      remarks.push({
        place: line.place,
        text: `use_backend ${name}: where it leads is only known while HAProxy runs; not played`
      })
    return computed
  })
  return { choices: [...choices, ...lastOf(section, sections)], remarks }
}

function named(line: Line, name: string, sections: Sections, scope: Scope): Choice[] {
  const backend = sections.backend(name)
  if (backend === undefined) return []
  return [{ backend, condition: conditionOf(line, scope), place: line.place, last: false }]
}

/** A name that is computed can be that of any backend; of each is asked when it is. */
function computedChoices(line: Line, template: string, sections: Sections, scope: Scope): Choice[] {
  const [, before = '', expression, behind = ''] = /^([^%]*)%\[([^\]]*)\]([^%]*)$/.exec(template) ?? []
  if (expression === undefined) return []
  const condition = conditionOf(line, scope)
  return sections.of('backend', 'listen').flatMap(backend => {
    const middle = between(backend.name, before, behind)
    if (middle === undefined) return []
    const test = testOf([expression, '-m', 'str', '--', middle], line.place, scope)
    const possible = test.towards(NOBODY).some(request => test.holds(request) === true)
    return possible ? [{ backend, condition: both(condition, test), place: line.place, last: false }] : []
  })
}

const NOBODY: Request = {
  host: 'localhost',
  path: '/',
  fields: [],
  listener: { host: '', port: 0, tls: true, proxyProtocol: false, place: { file: '', line: 0 } }
}

function between(name: string, before: string, behind: string): string | undefined {
  const fits = name.startsWith(before) && name.endsWith(behind) && name.length > before.length + behind.length
  return fits ? name.slice(before.length, name.length - behind.length) : undefined
}

/** Where all the rest goes: default_backend, else the servers of a listen section itself. */
function lastOf(section: Section, sections: Sections): Choice[] {
  const line = lineOf(section, 'default_backend')
  const backend = line === undefined ? undefined : sections.backend(line.words[1] ?? '')
  if (line !== undefined && backend !== undefined)
    return [{ backend, condition: ALWAYS, place: line.place, last: true }]
  return section.kind === 'listen' && hasServers(section)
    ? [{ backend: section, condition: ALWAYS, place: section.place, last: true }]
    : []
}
