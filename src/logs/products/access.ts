import type { Finding, Product, Reading } from '../finding.js'
import { addressIn, requestIn, secondsIn } from '../lines/fields.js'
import { byStatus } from './access-status.js'
import { ingressTail, namedTail, traefikTail } from './access-tail.js'
import { byAttempt } from './attempt.js'

const NAME = 'access log'

// 203.0.113.9 - - [20/Nov/2026:17:48:52 +0000] "GET /orders HTTP/1.1" 502 157 "-" "curl/8.5" …
const LINE =
  /\[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] (?:"((?:[^"\\]|\\.){0,4000})"|([A-Z]{3,10} \S{1,2000}(?: HTTP\/[\d.]{1,3})?)) (\d{3}|0|-) (\d{1,20}|-)(.*)$/

/** The combined format of nginx, Apache, Caddy, Traefik, Varnish and lighttpd, with what is often added to it. */
export const access: Product = {
  name: NAME,
  read({ text }) {
    const match = LINE.exec(text)
    if (match === null || match.index > 600) return undefined
    const [, at, quoted, bare, status = '', , tail = ''] = match
    return readTail(tail, { at, status: status === '-' ? 0 : Number(status), ...requestIn(quoted ?? bare) })
  }
}

interface Request {
  readonly at: string | undefined
  readonly status: number
  readonly method?: string
  readonly path?: string
}

function readTail(tail: string, request: Request): Reading {
  const added = traefikTail(tail) ?? ingressTail(tail) ?? namedTail(tail)
  const { status } = request
  const told: Omit<Finding, 'cause' | 'sure'> = { product: added?.product ?? NAME, words: `${status}`, ...request }
  if (added === undefined) return byStatus(status, told)
  const milliseconds = added.milliseconds ?? secondsIn(added.request)
  const upstream = addressIn(added.address?.split(/, | : /).at(-1))
  return byAttempt({ ...told, milliseconds, upstream }, added)
}
