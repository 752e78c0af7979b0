/** Fields of a head: name, value, name, value, … in order. */
export type Fields = readonly string[]

/** The content of an answer as it comes, its framing taken off. */
export interface Content {
  readonly isWhole: boolean
  /** Whether FIN is its orderly end. */
  readonly endsWithConnection: boolean
  /** Takes what belongs to it from the front of the bytes, hands on the content, and returns the rest; `undefined` when it is framed wrongly. */
  take(bytes: Buffer, pass: (content: Buffer) => void): Buffer | undefined
}

/** The content that follows this head (RFC 9112 section 6.3). */
export function contentAfter(status: number, fields: Fields, method: string): Content {
  if (method === 'HEAD' || status === 204 || status === 304) return new SizedContent(0)
  if (/(?:^|[, \t])chunked$/i.test(fieldValue(fields, 'transfer-encoding') ?? '')) return new ChunkedContent()
  const length = fieldValue(fields, 'content-length')
  return length !== undefined && /^\d{1,15}$/.test(length) ? new SizedContent(Number(length)) : new EndlessContent()
}

/** The value of the first field of this name. */
export function fieldValue(fields: Fields, name: string): string | undefined {
  const at = fields.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name)
  return at === -1 ? undefined : fields[at + 1]
}

class SizedContent implements Content {
  readonly endsWithConnection = false
  constructor(private missing: number) {}

  get isWhole(): boolean {
    return this.missing === 0
  }

  take(bytes: Buffer, pass: (content: Buffer) => void): Buffer {
    const content = bytes.subarray(0, this.missing)
    this.missing -= content.length
    if (content.length > 0) pass(content)
    return bytes.subarray(content.length)
  }
}

class EndlessContent implements Content {
  readonly isWhole = false
  readonly endsWithConnection = true

  take(bytes: Buffer, pass: (content: Buffer) => void): Buffer {
    pass(bytes)
    return bytes.subarray(bytes.length)
  }
}

class ChunkedContent implements Content {
  readonly endsWithConnection = false
  isWhole = false
  #part: 'size' | 'content' | 'after content' | 'trailers' = 'size'
  #line = ''
  #missing = 0

  take(bytes: Buffer, pass: (content: Buffer) => void): Buffer | undefined {
    let rest = bytes
    while (rest.length > 0 && !this.isWhole) {
      if (this.#part === 'content') rest = this.#takeContent(rest, pass)
      else {
        const end = rest.indexOf(10) + 1 || rest.length
        this.#line += rest.toString('latin1', 0, end)
        if (this.#line.endsWith('\n') && !this.#lineIsRight(this.#line.trim())) return undefined
        rest = rest.subarray(end)
      }
    }
    return rest
  }

  #takeContent(bytes: Buffer, pass: (content: Buffer) => void): Buffer {
    const content = bytes.subarray(0, this.#missing)
    this.#missing -= content.length
    if (this.#missing === 0) this.#part = 'after content'
    pass(content)
    return bytes.subarray(content.length)
  }

  #lineIsRight(line: string): boolean {
    this.#line = ''
    if (this.#part === 'size') return this.#announced(/^([\da-f]{1,12})(?:[ \t]*;.*)?$/i.exec(line)?.[1])
    if (this.#part === 'trailers') this.isWhole = line === ''
    else this.#part = 'size'
    return this.#part === 'trailers' || line === ''
  }

  #announced(size: string | undefined): boolean {
    this.#missing = Number.parseInt(size ?? '', 16)
    this.#part = this.#missing === 0 ? 'trailers' : 'content'
    return size !== undefined
  }
}
