import type { LogEntry, Phase } from '../core/log-entry.js'
import { varnish as format } from '../logs/products/caches.js'
import { READY_NAME } from './product.js'
import { entriesOf, type Failure, failureIn, type Said } from './said.js'

/** What stands before the name of an upstream, so that it is a word of VCL. */
export const UPSTREAM_PREFIX = 'to-'

// After every check it says how the backend is, so that nothing is missed by who listens late.
const HEALTH = / Backend_health +- (?:\w+\.)?to-(\S+) +(?:Went|Still|Back) (sick|healthy) (.*)$/

/** What a line of varnishlog says alone: that a backend went out, or came back. */
export function readVarnishLine(line: string): Said | undefined {
  const [, upstream, state, why = ''] = HEALTH.exec(line) ?? []
  if (upstream === undefined) return undefined
  return { about: 'upstream', upstream, state: state === 'sick' ? 'down' : 'up', why: why.trim() }
}

/** Whether a line stands in the groups of varnishlog. */
export function isGroupLine(line: string): boolean {
  return line === '' || /^(?:\*+ {2,}<<|-+ +\w)/.test(line)
}

/** Whether a line is about a backend's health. */
export function isHealthLine(line: string): boolean {
  return line.includes(' Backend_health ')
}

/** A record of varnishlog, `--  FetchError     first byte timeout`: of the client's request with one dash, of one to a backend with more. */
interface Log {
  readonly ofClient: boolean
  readonly tag: string
  readonly value: string
  readonly line: string
}

/** Reads what varnishlog says of requests: all records of one come together when it has ended, and an empty line behind them. */
export function readVarnishLog(lines: readonly string[]): LogEntry[] {
  const told: { readonly raw: string; readonly said: Said }[] = []
  let group: Log[] = []
  for (const line of lines) {
    const [, dashes, tag, value = ''] = /^(-+) +(\w+) *(.*?) *$/.exec(line) ?? []
    if (tag !== undefined) group.push({ ofClient: dashes === '-', tag, value, line })
    if (line !== '') continue
    const failed = failedIn(group)
    const said = requestIn(group, failed)
    if (said !== undefined) told.push({ raw: failed?.line ?? shortOf(group), said })
    group = []
  }
  const each = told[Symbol.iterator]()
  return entriesOf(
    told.map(({ raw }) => raw),
    () => each.next().value?.said
  )
}

const TELLING = ['ReqMethod', 'ReqURL', 'RespStatus']

/** Of a request that went well, the records that say which one it was. */
function shortOf(group: readonly Log[]): string {
  const telling = group.filter(({ ofClient, tag }) => ofClient && TELLING.includes(tag))
  return telling.map(({ line }) => line).join('\n')
}

function requestIn(group: readonly Log[], failed: Log | undefined): Said | undefined {
  const client = group.filter(({ ofClient }) => ofClient)
  const value = (name: string) => client.findLast(({ tag }) => tag === name)?.value
  const isOurs = client.some(
    ({ tag, value }) => tag === 'ReqHeader' && /^host: /i.test(value) && value.includes(READY_NAME)
  )
  if (isOurs || client.length === 0) return undefined
  const opened = group.findLast(({ tag }) => tag === 'BackendOpen')?.value.split(' ')
  const failure = failed === undefined ? undefined : failureOf(failed, group)
  return {
    about: 'request',
    method: value('ReqMethod'),
    path: value('ReqURL'),
    status: Number(value('RespStatus')) || undefined,
    attempts: Math.max(
      group.filter(({ tag, ofClient }) => tag === 'Begin' && !ofClient).length,
      group.filter(({ tag }) => tag === 'BackendOpen').length
    ),
    upstream: opened === undefined ? undefined : `${opened[2]}:${opened[3]}`,
    timings: timingsOf(client),
    ...(failure !== undefined && { failure })
  }
}

/** What went wrong first in the last try: each has a connection, or an error instead. */
function failedIn(group: readonly Log[]): Log | undefined {
  const opened = group.findLastIndex(({ tag }) => tag === 'BackendOpen')
  return group.slice(Math.max(opened, beginOfLast(group))).find(isFailure)
}

function isFailure({ tag, ofClient }: Log): boolean {
  return tag === 'FetchError' || (tag === 'Error' && !ofClient)
}

/** Where the last of the requests to a backend begins. */
function beginOfLast(group: readonly Log[]): number {
  return Math.max(
    0,
    group.findLastIndex(({ tag, ofClient }) => tag === 'Begin' && !ofClient)
  )
}

function failureOf(failed: Log, group: readonly Log[]): Failure | undefined {
  const failure = failureIn(format, failed.line)
  // An Error is about the head that has come.
  const phase = failed.tag === 'Error' ? undefined : phaseAt(failed, group)
  return failure === undefined ? undefined : { ...failure, phase }
}

/** The records before it tell how far it had come: a connection, the request sent, a head. */
function phaseAt(failed: Log, group: readonly Log[]): Phase {
  const before = group.slice(0, group.indexOf(failed))
  const last = before.slice(beginOfLast(before))
  const has = (name: string, text: string) => last.some(({ tag, value }) => tag === name && value.startsWith(text))
  if (has('Timestamp', 'Beresp:')) return 'body'
  if (has('Timestamp', 'Bereq:')) return 'head'
  return has('BackendOpen', '') ? 'send' : 'connect'
}

// Timestamp      Resp: 1795221104.288560 0.000270 0.000036: when, since the beginning, since the one before.
function timingsOf(client: readonly Log[]): NonNullable<LogEntry['timings']> {
  const at = (name: string) => {
    const record = client.find(({ tag, value }) => tag === 'Timestamp' && value.startsWith(`${name}: `))
    return record === undefined ? undefined : Math.round(Number(record.value.split(' ')[2]) * 1000)
  }
  const [head, end] = [at('Fetch'), at('Resp')]
  return { ...(head !== undefined && { head }), ...(end !== undefined && { end }) }
}
