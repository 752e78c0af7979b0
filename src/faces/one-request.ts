import { CgiAnswer } from './cgi-answer.js'
import { contentLength, methodOf, requestHead, type Variables } from './cgi-request.js'
import { converse, type Translation } from './conversation.js'
import type { Accept, FacePlan, Leaving } from './face.js'
import { Front } from './front.js'
import type { Script } from './script.js'

/** Reads the variables in front of a request: undefined as long as they are not whole, 'wrong' when they are something else. */
export type ReadVariables = (bytes: Buffer) => { variables: Variables; rest: Buffer } | 'wrong' | undefined

/** A protocol in which a connection carries one request, its variables first, and ends with the answer. */
export function oneRequest(read: ReadVariables, status: 'as a field' | 'as it is'): (plan: FacePlan) => Accept {
  return ({ upstream }) =>
    raw =>
      converse(new Front(raw, raw), upstream, (front, script) => new OneRequest(front, script, read, status))
}

class OneRequest implements Translation {
  #unread: Buffer = Buffer.alloc(0)
  #early: Buffer = Buffer.alloc(0)
  #answer: CgiAnswer | undefined

  constructor(
    private readonly front: Front,
    private readonly script: Script,
    private readonly read: ReadVariables,
    private readonly status: 'as a field' | 'as it is'
  ) {}

  asked(bytes: Buffer): void {
    if (this.#answer !== undefined) this.script.write(bytes)
    else this.#begin(Buffer.concat([this.#unread, bytes]))
  }

  answered(bytes: Buffer): void {
    if (this.#answer === undefined) {
      this.#early = Buffer.concat([this.#early, bytes])
      return
    }
    const { content, broken } = this.#answer.take(bytes)
    this.front.write(Buffer.concat([content, broken]))
    if (!this.#answer.isWhole) return
    this.front.leave('fin')
    this.script.finish()
  }

  left(how: Leaving): void {
    this.front.leave(how)
  }

  #begin(bytes: Buffer): void {
    this.#unread = bytes
    const begun = this.read(bytes)
    if (begun === 'wrong') this.front.leave('fin')
    else if (begun !== undefined) this.#ask(begun.variables, begun.rest)
  }

  #ask(variables: Variables, rest: Buffer): void {
    const content = contentLength(variables) > 0 ? 'sized' : 'none'
    this.#answer = new CgiAnswer(methodOf(variables), this.status)
    this.script.write(Buffer.concat([requestHead(variables, content, false), rest]))
    if (this.#early.length > 0) this.answered(this.#early)
  }
}
