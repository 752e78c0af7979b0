import type { Body } from './body.js'
import { bodyAfter } from './framing.js'
import { type Head, members, parseHead } from './head.js'

const LARGEST_HEAD = 1_048_576

/** Hears of the heads of an answer: any number of interims, then the one that counts. */
export interface Heads {
  interim(head: Head): void
  head(head: Head): void
}

/** An answer as it comes, byte for byte: where it stands, and whether it is whole. */
export class Answer {
  /** `nothing`: not a byte of the answer yet. `broken`: it is no HTTP, and nobody can say where it ends. */
  state: 'nothing' | 'open' | 'whole' | 'broken' = 'nothing'
  /** Bytes came after its end: they belong to no answer. */
  overfull = false
  #pending = Buffer.alloc(0)
  #final: Head | undefined
  #body: Body | undefined

  constructor(
    private readonly method: string,
    private readonly heads: Heads
  ) {}

  get bodySize(): number {
    return this.#body?.size ?? 0
  }

  /** Whether FIN, coming now, ends it in order. */
  get endsWithConnection(): boolean {
    return this.state === 'open' && this.#body?.endsWithConnection === true
  }

  /** Whether the connection may carry another request after it. */
  get leavesConnection(): boolean {
    if (this.state !== 'whole' || this.overfull || this.#final === undefined) return false
    const { version, status, fields } = this.#final
    const connection = members(fields, 'connection')
    if (status === 101 || connection.includes('close')) return false
    return version !== '1.0' || connection.includes('keep-alive')
  }

  take(chunk: Buffer): void {
    let rest = chunk
    while (rest.length > 0 && (this.state === 'nothing' || this.state === 'open')) {
      rest = this.#body === undefined ? this.#takeHead(rest) : this.#takeBody(this.#body, rest)
    }
    if (this.state === 'whole' && rest.length > 0) this.overfull = true
  }

  #takeHead(bytes: Buffer): Buffer {
    const from = Math.max(0, this.#pending.length - 3)
    this.#pending = Buffer.concat([this.#pending, bytes])
    this.state = this.#cannotBeHead() ? 'broken' : 'open'
    const end = this.state === 'open' ? endOfHead(this.#pending, from) : undefined
    if (end === undefined) return Buffer.alloc(0)
    const rest = this.#pending.subarray(end.next)
    this.#headIsWhole(parseHead(this.#pending.toString('latin1', 0, end.at)))
    this.#pending = Buffer.alloc(0)
    return rest
  }

  #cannotBeHead(): boolean {
    const start = this.#pending.toString('latin1', 0, 5)
    return !'HTTP/'.startsWith(start) || this.#pending.length > LARGEST_HEAD
  }

  #headIsWhole(head: Head | undefined): void {
    if (head === undefined) {
      this.state = 'broken'
    } else if (head.status >= 100 && head.status < 200 && head.status !== 101) {
      this.state = 'nothing'
      this.heads.interim(head)
    } else {
      this.heads.head(head)
      this.#final = head
      this.#body = bodyAfter(head, this.method)
      this.state = this.#body.state
    }
  }

  #takeBody(body: Body, bytes: Buffer): Buffer {
    const taken = body.take(bytes)
    this.state = body.state
    return bytes.subarray(taken)
  }
}

function endOfHead(bytes: Buffer, from: number): { at: number; next: number } | undefined {
  for (let at = bytes.indexOf('\n', from); at !== -1; at = bytes.indexOf('\n', at + 1)) {
    const blank = bytes[at + 1] === 13 ? at + 2 : at + 1
    if (bytes[blank] === 10) return { at: bytes[at - 1] === 13 ? at - 1 : at, next: blank + 1 }
  }
  return undefined
}
