import type { Fields, ResponseHead } from '../exchange.js'
import { Failure, type FailureFacts } from '../failures.js'
import { ChunkedBody } from './chunked.js'
import { Cursor } from './cursor.js'
import type { Progress } from './field-section.js'
import { announcedPatience, bodyFraming, framingFields, staysOpen, withOneLength } from './framing.js'
import { HeadReader } from './head-reader.js'
import type { ParserRules } from './parser-rules.js'

/** What is told of an answer while it is being read. */
export interface Reader {
  interim(status: number, fields: Fields): void
  head(head: ResponseHead): void
  data(chunk: Buffer): void
  end(trailers: Fields): void
}

/** Reads one answer. The bytes handed in may be overwritten as soon as `take` returns: what is told of them is copied. */
export class ResponseParser {
  /** After the end: whether there was more than the answer had announced. */
  surplus = false
  /** After the head: for how many milliseconds the upstream will keep the connection; 0 when it closes it. */
  patience = 0
  readonly #method: string
  readonly #rules: ParserRules
  readonly #reader: Reader
  readonly #cursor = new Cursor()
  #phase: 'head' | 'body' | 'done' = 'head'
  #rest: Buffer | null = null
  #headReader: HeadReader
  #interims = 0
  #framing: ResponseHead['framing'] = 'none'
  /** A head whose body has yet to be looked at. */
  #untold: ResponseHead | undefined
  #chunks: ChunkedBody | undefined
  #bodyBytes = 0

  constructor(method: string, rules: ParserRules, reader: Reader) {
    this.#method = method
    this.#rules = rules
    this.#reader = reader
    this.#headReader = new HeadReader(rules)
  }

  get phase(): 'head' | 'body' | 'done' {
    return this.#phase
  }

  /** Whether anything of an answer has arrived. */
  get hasBegun(): boolean {
    return this.#phase !== 'head' || this.#headReader.bytes > 0 || this.#interims > 0
  }

  /** Whether the end of the connection is the end of this body. */
  get endsWithConnection(): boolean {
    return this.#phase === 'body' && this.#framing === 'close'
  }

  get headSoFar(): FailureFacts<'closed-before-head'> {
    return { bytes: this.#headReader.bytes, interims: this.#interims }
  }

  get bodySoFar(): FailureFacts<'closed-in-body'> {
    return { got: this.#bodyBytes, announced: announcement(this.#framing) }
  }

  /** Reads what has arrived; returns what it had to refuse. */
  take(bytes: Buffer): Failure | undefined {
    const cursor = this.#cursor
    cursor.load(this.#rest === null ? bytes : Buffer.concat([this.#rest, bytes]))
    this.#rest = null
    while (this.#phase !== 'done' && cursor.at < cursor.end) {
      const progress = this.#phase === 'head' ? this.#head(cursor) : this.#body(cursor)
      if (progress instanceof Failure) return progress
      if (progress === 'more') this.#rest = cursor.takeRest()
    }
    this.#tellHead()
    return undefined
  }

  /** The connection has ended, and with it a body without length. */
  finish(): void {
    this.#end([])
  }

  /** Nothing more is told. */
  stop(): void {
    this.#phase = 'done'
    this.#untold = undefined
  }

  #head(cursor: Cursor): Progress {
    const progress = this.#headReader.read(cursor)
    if (progress !== 'done') return progress
    const { status } = this.#headReader.line
    if (status === 101) return Failure.of('unasked-upgrade', {})
    return status < 200 ? this.#interim(status) : this.#final(cursor)
  }

  #interim(status: number): Progress {
    const { fields } = this.#headReader
    this.#headReader = new HeadReader(this.#rules)
    this.#interims++
    if (this.#interims > this.#rules.interims) return Failure.of('interim-flood', { limit: this.#rules.interims })
    this.#reader.interim(status, fields)
    return 'done'
  }

  #final(cursor: Cursor): Progress {
    const { line, fields } = this.#headReader
    const found = framingFields(fields)
    const framing = bodyFraming(this.#method, line, found)
    if (framing instanceof Failure) return framing
    this.#framing = framing
    this.#phase = 'body'
    if (framing !== 'close' && staysOpen(line, found.connection)) this.patience = announcedPatience(found.keepAlive)
    if (framing === 'chunked') this.#chunks = new ChunkedBody(this.#rules.trailers, this.#rules.chunkLine)
    const sent = found.length?.includes(',') ? withOneLength(fields, found.length) : fields
    const { version, status, reason } = line
    this.#untold = { version, status, reason, fields: sent, framing }
    if (framing === 'none' || (typeof framing === 'object' && framing.length === 0)) this.#end([], cursor)
    return 'done'
  }

  #body(cursor: Cursor): Progress {
    if (this.#chunks !== undefined) return this.#chunkedBody(cursor, this.#chunks)
    const wanted = typeof this.#framing === 'object' ? this.#framing.length - this.#bodyBytes : cursor.end
    const stop = Math.min(cursor.end, cursor.at + wanted)
    const chunk = Buffer.from(cursor.bytes.subarray(cursor.at, stop))
    cursor.at = stop
    this.#tell(chunk)
    if (typeof this.#framing === 'object' && this.#bodyBytes === this.#framing.length) this.#end([], cursor)
    return 'done'
  }

  #chunkedBody(cursor: Cursor, chunks: ChunkedBody): Progress {
    const pieces: Buffer[] = []
    const progress = chunks.read(cursor, pieces)
    if (pieces.length > 0) this.#tell(Buffer.concat(pieces))
    if (progress === 'done') this.#end(chunks.trailers, cursor)
    return progress
  }

  /** Not before what came with it of the body: as long as nobody has seen the head, a body that begins wrong can still become a 502. */
  #tellHead(): void {
    const head = this.#untold
    if (head === undefined) return
    this.#untold = undefined
    this.#reader.head(head)
  }

  #tell(chunk: Buffer): void {
    this.#tellHead()
    if (this.#phase === 'done') return
    this.#bodyBytes += chunk.length
    this.#reader.data(chunk)
  }

  /** The listener may have stopped everything while it was told of the head or of data. */
  #end(trailers: Fields, cursor?: Cursor): void {
    this.#tellHead()
    if (this.#phase !== 'body') return
    this.#phase = 'done'
    this.surplus = cursor !== undefined && cursor.at < cursor.end
    this.#reader.end(trailers)
  }
}

function announcement(framing: ResponseHead['framing']): FailureFacts<'closed-in-body'>['announced'] {
  if (typeof framing === 'object') return framing.length
  return framing === 'chunked' ? 'chunks' : 'until the end'
}
