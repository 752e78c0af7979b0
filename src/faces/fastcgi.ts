import { CgiAnswer } from './cgi-answer.js'
import { chunk, contentLength, methodOf, type RequestContent, requestHead, type Variables } from './cgi-request.js'
import { converse, type Translation } from './conversation.js'
import type { Accept, FacePlan, Leaving } from './face.js'
import { type FastcgiRecord, output, RECORD, RecordReader, readPairs, record, writePairs } from './fastcgi-records.js'
import { Front } from './front.js'
import type { Script } from './script.js'

const RESPONDER = 1
const KEEP_CONNECTION = 1
/** Why a request is not taken up. */
const ONE_AT_A_TIME = 1
const UNKNOWN_ROLE = 3

/** What is asked of an application before any request. */
const VALUES = [
  ['FCGI_MAX_CONNS', '1024'],
  ['FCGI_MAX_REQS', '1024'],
  ['FCGI_MPXS_CONNS', '0']
] as const

/** A responder as PHP-FPM is one: one request at a time on a connection, and when a worker dies the connection ends without END_REQUEST. */
export function fastcgi({ upstream }: FacePlan): Accept {
  return raw => converse(new Front(raw, raw), upstream, (front, script) => new Responder(front, script))
}

/** A request that has begun. */
interface Request {
  readonly id: number
  readonly keeps: boolean
  readonly variables: Buffer[]
  content: RequestContent | 'unknown'
  isAsked: boolean
  answer: CgiAnswer | undefined
}

class Responder implements Translation {
  readonly #records = new RecordReader()
  #request: Request | undefined
  /** What a script says before it was asked: it is about the next request, whose number nobody knows yet. */
  #early: Buffer = Buffer.alloc(0)

  constructor(
    private readonly front: Front,
    private readonly script: Script
  ) {}

  asked(bytes: Buffer): void {
    const records = this.#records.take(bytes)
    if (records === undefined) this.front.leave('fin')
    for (const each of records ?? []) this.#take(each)
  }

  answered(bytes: Buffer): void {
    const request = this.#request
    if (request?.answer === undefined) {
      this.#early = Buffer.concat([this.#early, bytes])
      return
    }
    const { content, broken, rest } = request.answer.take(bytes)
    this.front.write(Buffer.concat([output(request.id, content), broken]))
    this.#early = rest
    if (request.answer.isWhole) this.#end(request)
  }

  left(how: Leaving): void {
    const request = this.#request
    if (how === 'fin' && request?.answer?.endsWithConnection) this.#end(request)
    this.front.leave(how)
  }

  #take({ type, id, content }: FastcgiRecord): void {
    if (type === RECORD.begin) this.#begin(id, content)
    else if (type === RECORD.getValues) this.#tellValues(content)
    else if (id === 0) this.front.write(record(RECORD.unknownType, 0, Buffer.of(type, 0, 0, 0, 0, 0, 0, 0)))
    else if (id === this.#request?.id) this.#goOn(this.#request, type, content)
  }

  #begin(id: number, content: Buffer): void {
    const role = content.length < 3 ? 0 : content.readUInt16BE(0)
    const keeps = ((content[2] ?? 0) & KEEP_CONNECTION) !== 0
    if (this.#request !== undefined) this.#refuse(id, ONE_AT_A_TIME)
    else if (role !== RESPONDER) this.#refuse(id, UNKNOWN_ROLE)
    else this.#request = { id, keeps, variables: [], content: 'unknown', isAsked: false, answer: undefined }
  }

  #goOn(request: Request, type: number, content: Buffer): void {
    if (type === RECORD.params) {
      if (content.length > 0) request.variables.push(content)
    } else if (type === RECORD.stdin) this.#content(request, content)
    else if (type === RECORD.abort) this.front.leave('fin')
  }

  /** The script is asked as soon as it is known whether there is content: some gateways tell its length and do not send it. */
  #content(request: Request, content: Buffer): void {
    if (request.content === 'unknown') this.#ask(request, content.length > 0)
    if (content.length === 0) request.isAsked = true
    this.script.write(request.content === 'chunked' ? chunk(content) : content)
  }

  #ask(request: Request, hasContent: boolean): void {
    const variables: Variables = readPairs(Buffer.concat(request.variables))
    if (hasContent) request.content = contentLength(variables) > 0 ? 'sized' : 'chunked'
    else request.content = 'none'
    this.script.write(requestHead(variables, request.content, request.keeps))
    request.answer = new CgiAnswer(methodOf(variables), 'as a field')
    if (this.#early.length > 0) this.answered(this.#early)
  }

  #end({ id, keeps, isAsked }: Request): void {
    this.front.write(Buffer.concat([record(RECORD.stdout, id), record(RECORD.end, id, Buffer.alloc(8))]))
    this.#request = undefined
    // The rest of a request that was answered before its time must not be taken for the next one.
    if (keeps && isAsked) return
    this.front.leave('fin')
    this.script.finish()
  }

  #refuse(id: number, why: number): void {
    this.front.write(record(RECORD.end, id, Buffer.of(0, 0, 0, 0, why, 0, 0, 0)))
  }

  #tellValues(content: Buffer): void {
    const wanted = readPairs(content)
    const told = VALUES.filter(([name]) => wanted.has(name))
    this.front.write(record(RECORD.getValuesResult, 0, writePairs(told)))
  }
}
