import type { Place } from '../../configuration.js'

/** A line of a configuration, cut into words. */
export interface Line {
  readonly words: readonly string[]
  readonly place: Place
}

/** A section with its lines; a proxy also has the defaults it takes its settings from. */
export interface Section {
  readonly kind: string
  readonly name: string
  readonly lines: Line[]
  readonly from?: Section
  readonly place: Place
}

/** The words that begin a section. */
export const SECTIONS = [
  'global',
  'defaults',
  'frontend',
  'backend',
  'listen',
  'resolvers',
  'peers',
  'mailers',
  'userlist',
  'cache',
  'http-errors',
  'fcgi-app',
  'program',
  'ring',
  'log-forward',
  'crt-store',
  'traces',
  'acme',
  'log-profile'
]

const PROXIES = ['defaults', 'frontend', 'backend', 'listen']

/** All sections, each with the defaults that hold for it: those it names, else the last ones above it. */
export class Sections {
  readonly all: Section[] = []
  #defaults: Section | undefined

  begin({ words, place }: Line): void {
    const [kind = '', first = '', second, third] = words
    const [name, from] = first === 'from' ? ['', second] : [first, second === 'from' ? third : undefined]
    const section: Section = { kind, name, lines: [], from: this.#from(kind, from), place }
    this.all.push(section)
    if (kind === 'defaults') this.#defaults = section
  }

  #from(kind: string, named: string | undefined): Section | undefined {
    if (!PROXIES.includes(kind)) return undefined
    if (named !== undefined) return this.of('defaults').find(({ name }) => name === named)
    // Defaults take nothing from those above them unless they say so.
    return kind === 'defaults' ? undefined : this.#defaults
  }

  of(...kinds: readonly string[]): Section[] {
    return this.all.filter(({ kind }) => kinds.includes(kind))
  }

  /** The section that requests can be sent to under this name. */
  backend(name: string): Section | undefined {
    return this.of('backend', 'listen').find(section => section.name === name)
  }
}

/** Whether a line begins with these words. */
export function begins({ words }: Line, ...start: readonly string[]): boolean {
  return start.every((word, index) => words[index] === word)
}

/** The lines of a section itself that begin with these words. */
export function linesOf(section: Section, ...start: readonly string[]): Line[] {
  return section.lines.filter(line => begins(line, ...start))
}

/** Every such line that holds: of the defaults first, then its own. */
export function everyLineOf(section: Section, ...start: readonly string[]): Line[] {
  const inherited = section.from === undefined ? [] : everyLineOf(section.from, ...start)
  return [...inherited, ...linesOf(section, ...start)]
}

/** The line that decides: the last of its own, else that of its defaults. */
export function lineOf(section: Section, ...start: readonly string[]): Line | undefined {
  return everyLineOf(section, ...start).at(-1)
}

/** The line that turns an option on; undefined when it is off. */
export function optionOf(section: Section, option: string): Line | undefined {
  const off = (line: Line) => begins(line, 'no', 'option', option)
  const chain = section.from === undefined ? undefined : optionOf(section.from, option)
  const own = section.lines
    .filter(line => off(line) || begins(line, 'option', option) || begins(line, 'default', 'option', option))
    .at(-1)
  if (own === undefined) return chain
  return own.words[0] === 'option' ? own : undefined
}

/** The word after another one: of inter 2s, 2s. */
export function after(words: readonly string[], word: string): string | undefined {
  const index = words.indexOf(word)
  return index < 0 ? undefined : words[index + 1]
}

/** How a proxy treats what passes; HAProxy's own default is tcp. */
export function modeOf(section: Section): string {
  return lineOf(section, 'mode')?.words[1] ?? 'tcp'
}
