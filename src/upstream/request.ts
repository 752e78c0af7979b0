import type { ReceivedRequest } from '../core/step.js'
import type { Inbox } from './inbox.js'

/** How the body of a request ends. */
export type Framing = 'none' | 'chunked' | { readonly length: number }

/** The head of a request, and what follows it. */
export interface Head extends ReceivedRequest {
  readonly framing: Framing
}

/** Reads a head up to its blank line, whatever stands in it; undefined when the gateway left before. */
export async function readHead(inbox: Inbox): Promise<Head | undefined> {
  for (;;) {
    const text = inbox.peek().toString('latin1')
    const match = /^[\r\n]*([^\r\n][\s\S]*?)\r?\n\r?\n/.exec(text)
    if (match?.[1] !== undefined) {
      inbox.take(match[0].length)
      return parseHead(match[1])
    }
    if (!(await inbox.more())) return undefined
  }
}

function parseHead(text: string): Head {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const [method = '', target = ''] = first.split(' ')
  const fields = lines.flatMap(line => {
    const colon = line.indexOf(':')
    return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { method, target, fields, framing: framingOf(fields) }
}

function framingOf(fields: readonly string[]): Framing {
  if (fieldValue(fields, 'transfer-encoding') !== undefined) return 'chunked'
  const length = Number(fieldValue(fields, 'content-length'))
  return Number.isInteger(length) && length > 0 ? { length } : 'none'
}

function fieldValue(fields: readonly string[], name: string): string | undefined {
  const index = fields.findIndex((field, i) => i % 2 === 0 && field.toLowerCase() === name)
  return index < 0 ? undefined : fields[index + 1]
}

/** Reads a body to its end and tells its size; undefined when the gateway left before. */
export async function readBody(inbox: Inbox, framing: Framing): Promise<number | undefined> {
  if (framing === 'none') return 0
  if (framing === 'chunked') return readChunks(inbox)
  return (await skip(inbox, framing.length)) ? framing.length : undefined
}

async function readChunks(inbox: Inbox): Promise<number | undefined> {
  for (let total = 0; ; ) {
    const line = await readLine(inbox)
    const size = Number.parseInt(line ?? '', 16)
    if (size > 0 && !(await skip(inbox, size))) return undefined
    if (size > 0) {
      total += size
      await readLine(inbox)
    } else return (await skipTrailers(inbox)) ? total : undefined
  }
}

async function skipTrailers(inbox: Inbox): Promise<boolean> {
  for (;;) {
    const line = await readLine(inbox)
    if (line === undefined || line === '') return line === ''
  }
}

async function readLine(inbox: Inbox): Promise<string | undefined> {
  for (;;) {
    const end = inbox.peek().indexOf('\n')
    if (end >= 0)
      return inbox
        .take(end + 1)
        .toString('latin1')
        .trimEnd()
    if (!(await inbox.more())) return undefined
  }
}

async function skip(inbox: Inbox, count: number): Promise<boolean> {
  for (let rest = count; rest > 0; rest -= inbox.take(rest).length)
    if (inbox.size === 0 && !(await inbox.more())) return false
  return true
}
