import { basename, join } from 'node:path'
import { patternOf } from '../../nginx/pattern.js'
import { type Directive, named } from '../directive.js'
import type { Host } from '../hosts.js'
import type { Asked } from './request.js'

/** Where the files of a host are. */
export function rootOf({ scope }: Host): string {
  const written = scope.flatMap(block => named(block, 'documentroot')).at(-1)?.args[0]
  return written?.replace(/(.)\/$/, '$1') ?? '/var/www/html'
}

/** Sections in the order in which Apache lets the later win over the earlier. */
const ORDER = [
  ['directory', 'directorymatch'],
  ['files', 'filesmatch'],
  ['location', 'locationmatch']
]

/** The sections that hold for a request, the one that wins last; those of folders and files only where it is about a file. */
export function sectionsFor(host: Host, { path }: Asked, kinds: readonly string[] = ORDER.flat()): Directive[] {
  const file = join(rootOf(host), path)
  const inside = host.scope.flatMap(block => nested(block))
  return ORDER.flatMap(names => inside.filter(({ name }) => names.includes(name) && kinds.includes(name))).filter(
    section => isIn(section, path, file)
  )
}

/** Every section of a host, with those in others; what only holds under a condition is taken to hold. */
export function nested(block: readonly Directive[]): Directive[] {
  return block.flatMap(each => {
    if (each.block === undefined || /^(?:virtualhost|proxy|proxymatch|macro)$/.test(each.name)) return []
    return [each, ...nested(each.block).map(inner => ({ ...inner, outer: each }))]
  })
}

interface Nested extends Directive {
  readonly outer?: Directive
}

function isIn(section: Nested, path: string, file: string): boolean {
  return fits(section, path, file) && (section.outer === undefined || isIn(section.outer, path, file))
}

function fits({ name, args: [first = '', second] }: Directive, path: string, file: string): boolean {
  if (/^(?:if|elseif|else|limit|limitexcept)/.test(name)) return true
  const text = first === '~' ? (second ?? '') : first
  const isPattern = first === '~' || name.endsWith('match')
  const subject = name.startsWith('location') ? path : name.startsWith('files') ? basename(file) : file
  if (isPattern) return patternOf(text, false)?.test(subject) === true
  return name.startsWith('files') ? masked(text).test(subject) : isBelow(subject, text)
}

/** Whether a path is that one, or lies below it: /api is not where /apiary is. */
export function isBelow(path: string, above: string): boolean {
  if (/[*?]/.test(above)) return masked(`${above.replace(/\/$/, '')}*`).test(path)
  return path === above || path.startsWith(above.endsWith('/') ? above : `${above}/`) || `${path}/` === above
}

function masked(text: string): RegExp {
  const pattern = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${pattern}$`, 's')
}
