import type { LogEntry } from '../core/log-entry.js'
import type { CauseId } from '../logs/causes/index.js'
import { nghttpx as format } from '../logs/products/nghttpx.js'
import { entriesOf, type Failure, failureIn, type Said } from './said.js'

// 127.0.0.1 - - [20/Nov/2026:23:59:03 +0000] "GET /cut HTTP/1.1" 200 4 "-" "curl/7.88.1" rt=0.051 backend=127.0.0.1:9000
const ACCESS = /^\S+ - - \[[^\]]+\] "(\S+)(?: (\S+))?[^"]*" (\d{3}) \d+ .*" rt=(\d+\.\d+) backend=(\S+):(\d+|-)$/
const LINE = /^(\S+Z) \d+ \d+ [0-9a-f]{8} [A-Z]+ \(\S+\) \[([A-Z]+):(0x[0-9a-f]+)\] (.*)$/

/** Whether all is told of a request: its line of the access log, if it has one, came before. */
export function isEndOfRequest(line: string): boolean {
  return / \[DOWNSTREAM:0x[0-9a-f]+\] Deleting$/.test(line)
}

/** Whether it is a line of the access log. */
export function isAccessLine(line: string): boolean {
  return ACCESS.test(line)
}

/** What nghttpx has told so far of a request: a DOWNSTREAM, as it calls one. */
interface Course {
  readonly asked: number
  /** The client has sent all of it. */
  whole?: boolean
  answered?: boolean
  attempts: number
  connect?: number
  head?: number
  failure?: Failure
  line?: string
}

/** Reads nghttpx's log: the line of the access log that comes before the end of a DOWNSTREAM is the one on it. */
export function readNghttpxLog(lines: readonly string[]): LogEntry[] {
  const courses = new Courses()
  const entries: LogEntry[] = []
  const ended: string[] = []
  for (const line of lines) {
    if (isAccessLine(line)) ended.push(line)
    const course = courses.take(line)
    const access = course === undefined ? undefined : ended.shift()
    if (access !== undefined) entries.push(...entryOf(access, course))
  }
  return [...entries, ...ended.flatMap(access => entryOf(access))]
}

function entryOf(access: string, course?: Course): LogEntry[] {
  const request = requestIn(access, course)
  const { failure, line } = course ?? {}
  if (failure === undefined || line === undefined) return entriesOf([access], () => request)
  return entriesOf([line, access], each =>
    each === access ? { ...request, key: access } : { about: 'failure', key: access, failure }
  )
}

function requestIn(line: string, course?: Course): Extract<Said, { about: 'request' }> {
  const [, method, path, status, took, host, port] = ACCESS.exec(line) as RegExpExecArray
  return {
    about: 'request',
    method,
    path,
    status: Number(status),
    attempts: course?.attempts ?? 0,
    upstream: port === '-' ? undefined : `${host}:${port}`,
    timings: {
      ...(course?.connect !== undefined && { connect: course.connect }),
      ...(course?.head !== undefined && { head: course.head }),
      end: Math.round(Number(took) * 1000)
    }
  }
}

/** All that is under way, by the addresses that nghttpx calls its objects by. */
class Courses {
  readonly #open = new Map<string, Course>()
  /** Connections of both sides, and what they are at work on. */
  readonly #of = new Map<string, string>()
  #asked = 0
  #client = ''

  /** Takes a line, and hands out the course that ends with it. */
  take(line: string): Course | undefined {
    const [, at = '', kind, id = '', words = ''] = LINE.exec(line) ?? []
    const now = Date.parse(at)
    if (kind === 'UPSTREAM') this.#ofClient(id, words, now)
    if (kind === 'DCONN') this.#ofConnection(id, words, now, line)
    if (kind !== 'DOWNSTREAM') return undefined
    const course = this.#open.get(id) ?? { asked: now, attempts: 0 }
    if (words === 'Deleting') {
      this.#open.delete(id)
      return course
    }
    if (words === 'HTTP response header completed') course.head = now - course.asked
    if (words === 'HTTP response completed') course.answered = true
    note(course, line)
    return undefined
  }

  #ofClient(id: string, words: string, now: number): void {
    if (words === 'HTTP request headers completed') {
      this.#asked = now
      this.#client = id
    }
    const course = this.#open.get(this.#of.get(id) ?? '')
    if (words === 'HTTP request completed' && course !== undefined) course.whole = true
  }

  #ofConnection(id: string, words: string, now: number, line: string): void {
    const attached = /^Attaching to DOWNSTREAM:(\S+)$/.exec(words)?.[1]
    if (attached !== undefined) this.#attach(id, attached)
    const course = this.#open.get(this.#of.get(id) ?? '')
    if (course === undefined) return
    if (words === 'Connected to downstream host') course.connect = now - course.asked
    note(course, line)
  }

  #attach(connection: string, id: string): void {
    const course = this.#open.get(id) ?? { asked: this.#asked, attempts: 0 }
    course.attempts += 1
    delete course.failure
    this.#open.set(id, course)
    this.#of.set(connection, id).set(this.#client, id)
  }
}

/** The first line on a failure of an attempt is the nearest to its cause. */
function note(course: Course, line: string): void {
  if (course.failure !== undefined || course.answered === true) return
  const failure = failureIn(format, line)
  if (failure === undefined) return
  course.failure = { ...failure, cause: failure.cause && causeIn(course, failure.cause) }
  course.line = line
}

type Meanings = Readonly<Partial<Record<CauseId, CauseId>>>

const IN_UPLOAD: Meanings = {
  'read-timeout': 'write-timeout',
  'reset-before-head': 'closed-while-sending',
  'closed-before-head': 'closed-while-sending'
}
const BEFORE_HEAD: Meanings = { 'cut-body': 'closed-before-head' }
const AFTER_HEAD: Meanings = {
  'read-timeout': 'stalled-body',
  'reset-before-head': 'cut-body',
  'closed-before-head': 'cut-body'
}

/** It has the same words for the end of an upload, of a wait and of an answer. */
function causeIn({ head, whole }: Course, cause: CauseId): CauseId {
  const meanings = head !== undefined ? AFTER_HEAD : whole === true ? BEFORE_HEAD : IN_UPLOAD
  return meanings[cause] ?? cause
}
