import type { LogEntry } from '../core/log-entry.js'
import { entriesOf } from './said.js'
import { type Course, noteAttempt, noteEvent, noteWords, reasonOf } from './trafficserver-course.js'

// [Nov 21 00:05:30.156] [ET_NET 0] DEBUG: <HttpSM.cc:2004 (state_read_server_response_header)> (http) [1] [&HttpSM::state_read_…, VC_EVENT_EOS/…]
const DEBUG = /^\[\w{3} [ \d]\d (\d\d):(\d\d):(\d\d\.\d{3})\] \[[^\]]+\] DEBUG: <[^>]+> \(http\w*\) \[(\d+)\] (.*)$/
const TITLE = /^\++ (.+) \++$/
const DUMP_OF = /^-- State Machine Id: (\d+)$/

/** Whether all is told of a request. */
export function isEndOfRequest(line: string): boolean {
  return line.endsWith(' deallocating sm') && DEBUG.test(line)
}

/** Reads what Traffic Server tells of its state machines, one for each request. */
export function readTrafficServerLog(lines: readonly string[]): LogEntry[] {
  const machines = new Machines()
  return lines.flatMap(line => {
    const course = machines.take(line)
    return course === undefined ? [] : entryOf(line, course)
  })
}

function entryOf(end: string, course: Course): LogEntry[] {
  const { method, path, status, attempts, upstream, began, failure, connect, head } = course
  const request = {
    about: 'request' as const,
    method,
    path,
    status,
    attempts,
    upstream,
    timings: {
      ...(connect !== undefined && { connect: connect - began }),
      ...(head !== undefined && { head: head - began }),
      end: course.now - began
    }
  }
  if (failure === undefined) return entriesOf([end], () => request)
  const told = { about: 'failure' as const, key: end, failure: reasonOf(course, failure) }
  return entriesOf([failure.line, end], line => (line === end ? { ...request, key: end } : told))
}

/** All state machines that are at work, by their numbers. */
class Machines {
  readonly #open = new Map<string, Course>()
  #title = ''
  #dumped: Course | undefined

  /** Takes a line, and hands out the machine that ends with it. */
  take(line: string): Course | undefined {
    const match = DEBUG.exec(line)
    if (match === null) return this.#takeDump(line)
    const [, hours, minutes, seconds, id = '', words = ''] = match
    const now = Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
    const course = this.#machine(id, now)
    // A day has gone by.
    course.now = now < course.began ? now + 86_400_000 : now
    if (words === 'deallocating sm') {
      this.#open.delete(id)
      return course
    }
    noteAttempt(course, words)
    noteEvent(course, words, line)
    noteWords(course, words, line)
    return undefined
  }

  #machine(id: string, now: number): Course {
    const course = this.#open.get(id) ?? { began: now, now, attempts: 0 }
    this.#open.set(id, course)
    return course
  }

  /** A head as it came or goes: a title, the number of the machine, and the lines of the head. */
  #takeDump(line: string): undefined {
    this.#title = TITLE.exec(line)?.[1] ?? this.#title
    const id = DUMP_OF.exec(line)?.[1]
    if (id !== undefined) this.#dumped = this.#open.get(id)
    else if (this.#dumped !== undefined) {
      noteHead(this.#dumped, this.#title, line)
      this.#dumped = undefined
    }
    return undefined
  }
}

function noteHead(course: Course, title: string, line: string): void {
  if (title === 'Incoming Request') {
    const [method, target = ''] = line.split(' ')
    Object.assign(course, { method, path: target.replace(/^\w+:\/\/[^/]*/, '') })
  }
  const status = title.startsWith("Proxy's Response") ? /^HTTP\/\d\.\d (\d{3}) ?(.*?)\r?$/.exec(line) : null
  if (status !== null) Object.assign(course, { status: Number(status[1]), reason: status[2] })
}
