import type { Body } from './body.js'

const LONGEST_LINE = 65_536

/** A body in chunks: whole after the last chunk and its trailers. */
export class ChunkedBody implements Body {
  readonly endsWithConnection = false
  state: Body['state'] = 'open'
  size = 0
  #part: 'size' | 'content' | 'after-content' | 'trailers' = 'size'
  #line = ''
  #missing = 0

  take(bytes: Buffer): number {
    let at = 0
    while (at < bytes.length && this.state === 'open') {
      at += this.#part === 'content' ? this.#takeContent(bytes.length - at) : this.#takeLine(bytes, at)
    }
    return at
  }

  #takeContent(available: number): number {
    const taken = Math.min(available, this.#missing)
    this.#missing -= taken
    this.size += taken
    if (this.#missing === 0) this.#part = 'after-content'
    return taken
  }

  #takeLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf('\n', from)
    const until = end === -1 ? bytes.length : end + 1
    this.#line += bytes.toString('latin1', from, until)
    if (end !== -1) this.#lineIsWhole()
    else if (this.#line.length > LONGEST_LINE) this.state = 'broken'
    return until - from
  }

  #lineIsWhole(): void {
    const line = this.#line.replace(/\r?\n$/, '')
    this.#line = ''
    if (this.#part === 'size') this.#announced(line)
    else if (this.#part === 'trailers') this.state = line === '' ? 'whole' : 'open'
    else if (line === '') this.#part = 'size'
    else this.state = 'broken'
  }

  #announced(line: string): void {
    const match = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)
    if (match === null) {
      this.state = 'broken'
      return
    }
    this.#missing = Number.parseInt(match[1] as string, 16)
    this.#part = this.#missing === 0 ? 'trailers' : 'content'
  }
}
