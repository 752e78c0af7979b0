import { formatDuration } from '../../core/duration.js'
import type { LogEntry } from '../../core/log-entry.js'
import { clip } from '../layout/columns.js'
import { blank, type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Page } from '../sections/section.js'
import type { Serving } from './page.js'

/** The answer; and when it was none of the upstream's, what the gateway wrote about it. */
export function loggedLines(entry: LogEntry, page: Page): Line[] {
  const { method, path = '', status, timings, level } = entry
  if (method === undefined) return writtenLines(entry, page)
  const took = timings?.end === undefined ? '' : ` after ${formatDuration(timings.end)}`
  const answer = line(status === undefined ? 'no status' : String(status), level === 'info' ? 'good' : 'bad')
  const asked = clip(`${method} ${path}`, page.columns - 30, page.signs.more)
  const head = [...line(asked), ...blank(3), ...answer, ...line(took)]
  return level === 'info' ? [head] : [head, ...writtenLines(entry, page)]
}

function writtenLines({ message, error, level }: LogEntry, page: Page): Line[] {
  const says = `${message}${error === undefined ? '' : ` (${error})`}`
  return wrap(line(says, level === 'error' ? 'bad' : 'warn'), page.columns, 2)
}

/** That a process is gone; and how to start it again, where nobody does. */
export function diedLines(name: string, pid: number, how: string, serving: Serving | undefined, page: Page): Line[] {
  const fate = wrap(line(`${name}: process ${pid} has died (${how})`, 'bad'), page.columns, 2)
  if (serving === undefined || serving.supervised) return fate
  const first = serving.upstreams[0]?.name === name
  const again = first
    ? [...wrap(line('to start it again, in another terminal:'), page.columns, 2), line(serving.again, 'code')]
    : []
  return [...fate, ...again]
}
