import type { Notice } from '../core/gateway-words.js'
import type { ForwardingOptions } from './gateway.js'

/** Where a gateway writes what it notices of its upstreams. */
interface NoticeLog {
  info(line: object, message: string): void
  warn(line: object, message: string): void
}

/** The options with a line in the log for each upstream that goes out, or comes back. */
export function withNoticesIn(log: NoticeLog, options: ForwardingOptions): ForwardingOptions {
  const noticed = (notice: Notice): void => {
    const { upstream, state, why } = notice
    const level = state === 'down' ? 'warn' : 'info'
    log[level]({ upstream, state }, `upstream ${upstream} is ${state}: ${why}`)
    options.noticed?.(notice)
  }
  return { ...options, noticed }
}
