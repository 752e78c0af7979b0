import type { CauseId } from '../causes/index.js'
import type { Product } from '../finding.js'

const CODES: Readonly<Record<string, CauseId>> = {
  H10: 'process-died',
  H11: 'connection-limit',
  H12: 'read-timeout',
  H13: 'closed-before-head',
  H14: 'no-healthy-upstream',
  H15: 'stalled-body',
  H16: 'local-answer',
  H17: 'bad-answer',
  H18: 'cut-body',
  H19: 'connect-timeout',
  H20: 'process-died',
  H21: 'refused',
  H22: 'connection-limit',
  H23: 'connect-failed',
  H24: 'local-answer',
  H25: 'bad-request',
  H26: 'bad-request',
  H27: 'client-gone',
  H28: 'client-gone',
  H80: 'local-answer',
  H81: 'no-healthy-upstream',
  H82: 'no-healthy-upstream',
  H99: 'gateway-error',
  R10: 'process-died',
  R12: 'process-died',
  R14: 'out-of-memory',
  R15: 'out-of-memory'
}

/** The cause behind a code of Heroku’s. */
export function herokuCause(code: string): CauseId | undefined {
  return Object.hasOwn(CODES, code) ? CODES[code] : undefined
}

const NOTE = 'Heroku’s router says 503 for everything; the code tells what it was.'

/** Heroku’s router. */
export const heroku: Product = {
  name: 'Heroku router',
  read({ text }) {
    if (/\bat=info\b/.test(text) && /\bdyno=/.test(text)) return 'fine'
    const code = /\bcode=([HRL]\d\d)\b/.exec(text)?.[1] ?? /\bError ([HR]\d\d)\b/.exec(text)?.[1]
    const cause = code === undefined ? undefined : herokuCause(code)
    if (code === undefined || cause === undefined) return undefined
    const value = (name: string) => new RegExp(String.raw`\b${name}="?([^"\s]{1,2000})`).exec(text)?.[1]
    const service = /^(\d{1,9})ms$/.exec(value('service') ?? '')?.[1]
    const desc = /\bdesc="([^"]{1,200})"/.exec(text)?.[1]
    const status = Number(value('status'))
    return {
      product: 'Heroku router',
      cause,
      sure: 'says so',
      words: desc === undefined ? code : `${code} ${desc}`,
      at: /^(\d{4}-\d\d-\d\dT\S{8,30})/.exec(text)?.[1],
      method: value('method'),
      path: value('path')?.split('?', 1)[0],
      ...(Number.isInteger(status) && status > 0 && { status }),
      ...(service !== undefined && { milliseconds: Number(service) }),
      note: NOTE
    }
  }
}
