import type { Product } from '../finding.js'
import { addressIn, pathOf, requestIn, secondsIn } from '../lines/fields.js'
import { namedTail } from './access-tail.js'
import { byAttempt } from './attempt.js'

const NAME = 'access log (key=value)'
const STATUS = /\b(?:status|status_code|code|http_status)[=:] ?"?(\d{3})\b/
const REQUEST = /\b((?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S{0,2000})/
const METHOD = /\bmethod="?([A-Z]{3,10})\b/
const PATH = /\b(?:path|uri|url)="?([^"\s]{1,2000})/

/** Lines of people’s own making, with a status or an upstream under its name: status=502 method=GET path=/x urt=30.001. */
export const keyValue: Product = {
  name: NAME,
  read({ text, json }) {
    if (json !== undefined) return undefined
    const named = namedTail(text)
    const status = STATUS.exec(text)?.[1] ?? (named === undefined ? undefined : /\s([45]\d\d)\s/.exec(text)?.[1])
    const request = REQUEST.exec(text)?.[1]
    const path = PATH.exec(text)?.[1]
    if (status === undefined || (request === undefined && path === undefined)) return undefined
    const asked = requestIn(request)
    const told = {
      product: NAME,
      words: status,
      at: /\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]{8}(?: [+-]\d{4})?|\d{4}-\d\d-\d\d[T ][\d:.]{8,18}Z?/.exec(text)?.[0],
      status: Number(status),
      method: asked.method ?? METHOD.exec(text)?.[1],
      path: asked.path ?? (path === undefined ? undefined : pathOf(path)),
      upstream: addressIn(named?.address?.split(/, | : /).at(-1)),
      milliseconds: secondsIn(named?.request) ?? secondsIn(named?.response)
    }
    return byAttempt(told, named ?? {})
  }
}
