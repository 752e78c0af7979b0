import type { LogEntry } from '../../core/log-entry.js'
import { jsonOf, numberAt, textAt } from '../../logs/lines/json-line.js'
import { readLine } from '../../logs/lines/read-line.js'
import { entriesOf, type Failure, failureIn, type Said } from '../said.js'

/** What a line says, by itself. */
export function readFastifyLine(text: string): Said | undefined {
  const json = jsonOf(text)
  const key = json === undefined ? undefined : textAt(json, 'reqId')
  if (json === undefined || key === undefined) return undefined
  const status = numberAt(json, 'res.statusCode')
  if (status !== undefined && 'responseTime' in json)
    return { about: 'request', key, status, timings: { end: Math.round(numberAt(json, 'responseTime') ?? 0) } }
  if (!('err' in json)) return undefined
  const message = textAt(json, 'msg')
  const failure = failureOf(text, message)
  // When the head is out this line is the last one.
  return HEAD_IS_OUT.test(message ?? '') ? { about: 'request', key, failure } : { about: 'failure', key, failure }
}

/** Reads the whole log: the first line of a request has its method and path, the last one its status. */
export function readFastifyLog(lines: readonly string[]): LogEntry[] {
  const asked = new Map<string, { method?: string | undefined; path?: string | undefined }>()
  return entriesOf(lines, text => {
    const json = jsonOf(text)
    if (json !== undefined && 'req' in json)
      asked.set(textAt(json, 'reqId') ?? '', { method: textAt(json, 'req.method'), path: textAt(json, 'req.url') })
    const said = readFastifyLine(text)
    return said?.about === 'request' ? { ...said, ...asked.get(said.key ?? '') } : said
  })
}

/** What the error of a line is, by its code; behind the head the end of a connection is one of the body. */
function failureOf(text: string, message = ''): Failure {
  const failure = failureIn({ name: 'pino', read: line => readLine(line.text) }, text) ?? { message }
  const cut = HEAD_IS_OUT.test(message) && ENDED.some(cause => cause === failure.cause)
  return { ...failure, message, ...(cut && { cause: 'cut-body' }) }
}

const ENDED = ['closed-before-head', 'reset-before-head'] as const
const HEAD_IS_OUT = /headers already sent/
