import { Trouble } from '../../../core/errors.js'
import type { Place } from '../../configuration.js'
import type { Environment } from './environment.js'

/** HAProxy as this reader takes it to be where a configuration asks for the version. */
export const ASSUMED_VERSION = [2, 6]

type Branch = { taken: boolean; over: boolean; readonly place: Place }

/** The blocks between .if and .endif: which lines count. */
export class Branches {
  readonly #open: Branch[] = []
  constructor(readonly environment: Environment) {}

  get counts(): boolean {
    return this.#open.every(({ taken }) => taken)
  }

  /** Takes a line such as .if; false when it is none. */
  take([word, ...rest]: readonly string[], place: Place): boolean {
    if (word === undefined || !word.startsWith('.')) return false
    const condition = rest.join(' ')
    if (word === '.if') this.#open.push(this.#begin(condition, place))
    else if (word === '.elif' || word === '.else') this.#turn(word, condition, place)
    else if (word === '.endif') this.#close(place)
    return true
  }

  /** Complains when a block is still open where the file ends. */
  end(): void {
    const left = this.#open.at(-1)
    if (left === undefined) return
    throw new Trouble('bad-config', `${at(left.place)}: expected .endif before the end of the file, found none`, CLOSE)
  }

  #begin(condition: string, place: Place): Branch {
    const taken = holds(condition, this.environment)
    return { taken, over: taken, place }
  }

  #turn(word: string, condition: string, place: Place): void {
    const branch = this.#innermost(word, place)
    branch.taken = !branch.over && (word === '.else' || holds(condition, this.environment))
    branch.over ||= branch.taken
  }

  #close(place: Place): void {
    this.#innermost('.endif', place)
    this.#open.pop()
  }

  #innermost(word: string, place: Place): Branch {
    const branch = this.#open.at(-1)
    if (branch === undefined)
      throw new Trouble('bad-config', `${at(place)}: expected .if before ${word}, found none`, CLOSE)
    return branch
  }
}

const CLOSE = 'Every .if has one .endif; section 2.4 of the HAProxy manual.'

function at(place: Place): string {
  return `${place.file}:${place.line}`
}

/** Whether a condition holds, as far as it can be known without the program. */
function holds(condition: string, environment: Environment): boolean {
  return condition.split('||').some(each => each.split('&&').every(one => predicate(one.trim(), environment)))
}

function predicate(text: string, environment: Environment): boolean {
  if (text.startsWith('!')) return !predicate(text.slice(1).trim(), environment)
  const [, name, argument = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? []
  const [left = '', right = ''] = argument.split(',').map(each => each.trim())
  if (name === 'defined') return environment.get(left) !== undefined
  if (name === 'streq') return left === right
  if (name === 'strneq') return left !== right
  if (name === 'version_atleast') return !isOlder(ASSUMED_VERSION, left)
  if (name === 'version_before') return isOlder(ASSUMED_VERSION, left)
  if (name === 'feature') return true
  return /^\d+$/.test(text) && Number(text) !== 0
}

function isOlder(version: readonly number[], than: string): boolean {
  const [major = 0, minor = 0] = than.split(/[.-]/).map(Number)
  const [ours = 0, ourMinor = 0] = version
  return ours === major ? ourMinor < minor : ours < major
}
