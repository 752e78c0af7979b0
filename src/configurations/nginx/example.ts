/** Texts that a regular expression most likely finds, the plainest first. Whether it does is for the caller to try. */
export function examplesOf(pattern: string): readonly string[] {
  const all = Array.from({ length: 8 }, (_, variant) => new Example(pattern, variant).make())
  return [...new Set(all)]
}

/** Letters that a set may have, the one that reads best in a path first. */
const LETTERS = [...'a1xA0_-./ ', ...Array.from({ length: 94 }, (_, code) => String.fromCharCode(33 + code))]
const ESCAPED: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  t: '\t',
  n: '\n',
  b: '',
  B: '',
  A: '',
  z: '',
  Z: ''
}
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})[+?]?/

/** Makes one text: a variant takes another alternative, and does what may be left out. */
class Example {
  private rest: string

  constructor(
    pattern: string,
    private readonly variant: number
  ) {
    this.rest = pattern.replace(/^\(\?i\)/, '')
  }

  make(): string {
    return this.alternatives(0)
  }

  private alternatives(depth: number): string {
    const all = [this.sequence(depth)]
    while (this.rest.startsWith('|')) {
      this.rest = this.rest.slice(1)
      all.push(this.sequence(depth))
    }
    return all[(this.variant >> 1) % all.length] ?? ''
  }

  private sequence(depth: number): string {
    let text = ''
    while (this.rest !== '' && !/^[|)]/.test(this.rest)) {
      const piece = this.piece(depth)
      text += piece.repeat(this.times())
    }
    return text
  }

  private times(): number {
    const [all = '', sign, count] = QUANTIFIER.exec(this.rest) ?? []
    this.rest = this.rest.slice(all.length)
    if (count !== undefined) return Math.min(Number(count), 100)
    return sign === '*' || sign === '?' ? this.variant % 2 : 1
  }

  private piece(depth: number): string {
    const letter = this.take(1)
    if (letter === '(') return this.group(depth)
    if (letter === '[') return this.set()
    if (letter === '\\') return this.escape()
    if (letter === '^' || letter === '$') return ''
    return letter === '.' ? 'a' : letter
  }

  private escape(): string {
    const letter = this.take(1)
    return ESCAPED[letter] ?? letter
  }

  private group(depth: number): string {
    const [head = ''] = /^\?(?:[:>=!]|<[=!]|P?<\w+>|'\w+'|[a-z]+:?)/.exec(this.rest) ?? []
    this.take(head.length)
    const text = depth > 50 ? '' : this.alternatives(depth + 1)
    this.take(1)
    // What only looks ahead or back takes nothing.
    return /^\?<?[=!]/.test(head) ? '' : text
  }

  private set(): string {
    const [inside = ''] = /^\^?\]?(?:\\[\s\S]|\[:\w+:\]|[^\]\\])*/.exec(this.rest) ?? []
    this.take(inside.length + 1)
    try {
      const set = new RegExp(`[${inside.replace(/\[:(\w+):\]/g, 'a-zA-Z0-9')}]`)
      return LETTERS.find(letter => set.test(letter)) ?? ''
    } catch {
      return 'a'
    }
  }

  private take(length: number): string {
    const taken = this.rest.slice(0, length)
    this.rest = this.rest.slice(length)
    return taken
  }
}
