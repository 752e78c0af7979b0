import { Trouble } from '../../../core/errors.js'
import { nearest } from '../../../core/nearest.js'
import type { Place } from '../../configuration.js'
import { Branches } from './branches.js'
import { Environment, ownVariable } from './environment.js'
import { type Line, SECTIONS, Sections } from './sections.js'
import { cutWords } from './words.js'

/** A configuration, cut into sections. */
export interface Text {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly sections: Sections
  readonly environment: Environment
}

/** Cuts files into sections, in the order in which HAProxy reads them. */
export function readText(files: Text['files']): Text {
  const environment = new Environment()
  const sections = new Sections()
  for (const file of files) new Reading(sections, environment).file(file)
  return { files, sections, environment }
}

class Reading {
  readonly #branches: Branches
  constructor(
    readonly sections: Sections,
    readonly environment: Environment
  ) {
    this.#branches = new Branches(environment)
  }

  file({ path, text }: Text['files'][number]): void {
    for (const [index, line] of text.split(/\r?\n/).entries()) this.#line(line, { file: path, line: index + 1 })
    this.#branches.end()
  }

  #line(text: string, place: Place): void {
    // What does not count is not read: its variables need not be known.
    if (!this.#branches.counts && !/^\s*\./.test(text)) return
    const words = cutWords(text, place, (name, fallback, before) => this.#expand(name, fallback, before, place))
    if (words.length === 0 || this.#branches.take(words, place)) return
    this.#take({ words, place })
  }

  #expand(name: string, fallback: string | undefined, before: string, place: Place): string {
    const own = ownVariable(name, place, this.sections.all.at(-1)?.name ?? '')
    return own ?? this.environment.expand(name, fallback, before, place)
  }

  #take(line: Line): void {
    const [word = ''] = line.words
    if (SECTIONS.includes(word)) {
      this.sections.begin(line)
      return
    }
    const section = this.sections.all.at(-1)
    if (section === undefined) throw outside(line)
    if (section.kind === 'global') setVariable(line.words, this.environment)
    section.lines.push(line)
  }
}

function setVariable([word, name = '', value = '']: readonly string[], environment: Environment): void {
  if (word === 'setenv') environment.set(name, value)
  if (word === 'presetenv' && environment.get(name) === undefined) environment.set(name, value)
  if (word === 'unsetenv') environment.unset(name)
}

function outside({ words: [word = ''], place }: Line): Trouble {
  const meant = nearest(word, SECTIONS)
  return new Trouble(
    'bad-config',
    `${place.file}:${place.line}: expected a section such as global, defaults, frontend or backend, found ${word}`,
    meant === undefined ? 'A configuration of HAProxy begins with a section.' : `Was ${meant} meant?`
  )
}
