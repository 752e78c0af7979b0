/** A text that fits a regular expression, for the plain ones that configurations are full of; undefined for the others. */
export function exampleOf(pattern: string, ignoreCase: boolean): string | undefined {
  const bare = pattern.replace(/^\(\?i\)/, '')
  const regex = regexOf(pattern, ignoreCase)
  if (regex === undefined) return undefined
  const made = new Example(bare).alternatives()
  const variants = [made, `/${made}`, `${made}/`, `${made}x`]
  return variants.find(text => regex.test(text))
}

/** The expression as this machine runs it; undefined where it is written in a way that only PCRE knows. */
export function regexOf(pattern: string, ignoreCase: boolean): RegExp | undefined {
  if (pattern.length > LONGEST || NESTED.test(pattern)) return undefined
  try {
    return new RegExp(pattern.replace(/^\(\?i\)/, ''), ignoreCase || pattern.startsWith('(?i)') ? 'i' : '')
  } catch {
    return undefined
  }
}

const LONGEST = 1000
// A repetition within a repetition can keep us busy for ever.
const NESTED = /\([^()]*[+*}][^()]*\)(?:[+*]|\{)/

const CLASSES: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', b: '', B: '' }

/** Walks over an expression and takes the first way wherever there are several. */
class Example {
  #at = 0
  constructor(readonly pattern: string) {}

  alternatives(): string {
    const first = this.#sequence()
    while (this.#next() === '|') {
      this.#at++
      this.#sequence()
    }
    return first
  }

  #next(): string | undefined {
    return this.pattern[this.#at]
  }

  #sequence(): string {
    let made = ''
    while (this.#next() !== undefined && this.#next() !== '|' && this.#next() !== ')') made += this.#piece()
    return made
  }

  #piece(): string {
    const atom = this.#atom()
    const [quantifier = ''] = /^(?:[?*+]|\{\d+(?:,\d*)?\})[?+]?/.exec(this.pattern.slice(this.#at)) ?? []
    this.#at += quantifier.length
    if (quantifier.startsWith('?') || quantifier.startsWith('*')) return ''
    const least = Number(/^\{(\d+)/.exec(quantifier)?.[1] ?? 1)
    return atom.repeat(Math.min(least, 100))
  }

  #atom(): string {
    const letter = this.#next() as string
    this.#at++
    if (letter === '(') return this.#group()
    if (letter === '[') return this.#set()
    if (letter === '\\') return this.#escaped()
    if (letter === '^' || letter === '$') return ''
    return letter === '.' ? 'x' : letter
  }

  #group(): string {
    const [kind = ''] = /^\?(?::|=|!|<=|<!|<\w+>|P<\w+>|>|i:)/.exec(this.pattern.slice(this.#at)) ?? []
    this.#at += kind.length
    const inside = this.alternatives()
    this.#at++
    return /^\?(?:!|<!|=|<=)/.test(kind) ? '' : inside
  }

  #set(): string {
    const [whole = '', not = '', inside = ''] =
      /^(\^?)((?:\]?)(?:\\.|[^\]\\])*)\]/.exec(this.pattern.slice(this.#at)) ?? []
    this.#at += whole.length
    if (not !== '') return ['x', '1', '-', 'a'].find(each => !inside.includes(each)) ?? 'x'
    return inside.startsWith('\\') ? (CLASSES[inside[1] ?? ''] ?? (inside[1] as string)) : (inside[0] ?? '')
  }

  #escaped(): string {
    const letter = this.#next() ?? ''
    this.#at++
    return CLASSES[letter] ?? letter
  }
}
