import type { Trouble } from '../../../core/errors.js'
import { nearest } from '../../../core/nearest.js'
import type { Place } from '../../configuration.js'
import { misread, shown } from '../../nginx/complaint.js'
import { type Line, linesOf } from './lines.js'

/** A line of a file, or a section with what stands in it, before variables are put in. */
export interface Written {
  /** In small letters: Apache does not tell them apart. */
  readonly name: string
  /** As it is written: ProxyPass. */
  readonly written: string
  /** All that stands behind the name. */
  readonly rest: string
  readonly place: Place
  readonly block?: readonly Written[]
}

interface Open {
  readonly section: Written
  readonly children: Written[]
}

/** Deeper than anybody nests; a hostile file must not make us recurse without end. */
const DEEPEST = 64

const SECTIONS = [
  ...['VirtualHost', 'Directory', 'DirectoryMatch', 'Location', 'LocationMatch', 'Files', 'FilesMatch'],
  ...['Proxy', 'ProxyMatch', 'If', 'ElseIf', 'Else', 'IfModule', 'IfDefine', 'IfVersion', 'IfFile', 'IfDirective'],
  ...['IfSection', 'Limit', 'LimitExcept', 'RequireAll', 'RequireAny', 'RequireNone', 'Macro', 'MDomainSet']
]

/** Reads the text of one file into a tree. What it includes is left as it stands. */
export function parse(text: string, file: string): Written[] {
  const top: Written[] = []
  const open: Open[] = []
  for (const line of linesOf(text, file)) {
    const siblings = open.at(-1)?.children ?? top
    if (line.text.startsWith('</')) {
      const { section, children } = closed(line, open.pop())
      ;(open.at(-1)?.children ?? top).push({ ...section, block: children })
    } else if (line.text.startsWith('<')) {
      open.push({ section: sectionOf(line), children: [] })
      if (open.length > DEEPEST) throw wrong(line, `at most ${DEEPEST} sections in each other`, 'more')
    } else siblings.push(directiveOf(line))
  }
  const left = open.at(-1)?.section
  if (left !== undefined) throw misread(left.place, { expected: `</${left.written}>`, found: 'the end of the file' })
  return top
}

function directiveOf({ text, place }: Line): Written {
  const [, written = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? []
  return { name: written.toLowerCase(), written, rest, place }
}

function sectionOf(line: Line): Written {
  const [, written = '', rest] = /^<\s*([^\s>]+)\s*([\s\S]*)$/.exec(line.text) ?? []
  if (rest?.endsWith('>') !== true) throw wrong(line, '">" at the end of the line', shown(line.text))
  const near = SECTIONS.some(each => each.toLowerCase() === written.toLowerCase()) ? undefined : misspelt(written)
  if (near === undefined)
    return { name: written.toLowerCase(), written, rest: rest.slice(0, -1).trim(), place: line.place }
  throw misread(line.place, { expected: 'a section that Apache knows', found: `<${shown(written)}>`, nearest: near })
}

/** A section of a module that is not known here is no mistake. */
function misspelt(written: string): string | undefined {
  const near = nearest(written, SECTIONS)
  return near !== undefined && Math.abs(near.length - written.length) <= 2 ? near : undefined
}

function closed(line: Line, open: Open | undefined): Open {
  const name = line.text.replace(/^<\/\s*|\s*>$/g, '')
  if (open === undefined) throw wrong(line, 'a directive', `</${shown(name)}> with no section to close`)
  if (open.section.name === name.toLowerCase()) return open
  const { written, place } = open.section
  throw wrong(line, `</${written}>, as <${written}> was opened on line ${place.line}`, shown(line.text))
}

function wrong({ place }: Line, expected: string, found: string): Trouble {
  return misread(place, { expected, found })
}
