import type { Setting } from '../../configuration.js'
import { begins, everyLineOf, type Line, linesOf, type Section, type Sections } from '../text/sections.js'

/** The errors that HAProxy answers for an upstream. */
const ERRORS = ['502', '503', '504']
const REPLACING = ['return', 'deny', 'set-status', 'redirect']

/** The page that stands in for an error of HAProxy's own: that of the backend first, then that of the frontend. */
export function errorPageOf(front: Section, back: Section, sections: Sections): Setting {
  const found = pagesOf(back, sections).concat(pagesOf(front, sections))
  const [first] = found
  if (first === undefined) return { name: 'errorfile', value: 'none' }
  const sameKind = found.filter(
    ({ name, place }, at) => name === first.name && found.findIndex(each => each.place === place) === at
  )
  return { ...first, value: [...new Set(sameKind.map(({ value }) => value))].join(', ') }
}

function pagesOf(section: Section, sections: Sections): Required<Pick<Setting, 'name' | 'value' | 'place'>>[] {
  return section.from === undefined
    ? section.lines.flatMap(line => pageOf(line, sections))
    : [...section.lines.flatMap(line => pageOf(line, sections)), ...pagesOf(section.from, sections)]
}

function pageOf(line: Line, sections: Sections): Required<Pick<Setting, 'name' | 'value' | 'place'>>[] {
  const { words, place } = line
  const [name = '', status = ''] = words
  const own = /^error(?:file|loc|loc302|loc303)$/.test(name) && ERRORS.includes(status)
  const page = begins(line, 'http-error', 'status') && ERRORS.includes(words[2] ?? '')
  const set = name === 'errorfiles' && answers(status, words.slice(2), sections)
  return own || page || set ? [{ name, value: words.slice(1).join(' '), place }] : []
}

/** Whether a set of pages has one for an error of an upstream. */
function answers(name: string, only: readonly string[], sections: Sections): boolean {
  const set = sections.of('http-errors').find(section => section.name === name)
  const statuses = set === undefined ? [] : linesOf(set, 'errorfile').map(({ words }) => words[1] ?? '')
  return statuses.some(status => ERRORS.includes(status) && (only.length === 0 || only.includes(status)))
}

/** A rule that puts something else in the place of the application's own error answer. */
export function interceptOf(front: Section, back: Section): Setting {
  for (const section of [back, front]) {
    const line = everyLineOf(section, 'http-response').find(
      ({ words }) => REPLACING.includes(words[1] ?? '') && looksAtStatus(words, section)
    )
    if (line !== undefined)
      return { name: `http-response ${line.words[1]}`, value: line.words.slice(2).join(' '), place: line.place }
  }
  return { name: 'http-response return', value: 'none' }
}

/** Whether the condition of a rule asks for the status, by itself or by the name of an ACL. */
function looksAtStatus(words: readonly string[], section: Section): boolean {
  const at = words.findIndex(word => word === 'if' || word === 'unless')
  if (at < 0) return true
  const named = everyLineOf(section, 'acl').filter(line =>
    words.slice(at).some(word => word.replace(/^!/, '') === line.words[1])
  )
  return [...words.slice(at), ...named.flatMap(line => line.words)].some(word => /^(?:status|res\.status)/.test(word))
}
