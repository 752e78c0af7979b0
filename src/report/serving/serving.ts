import type { RequestPlan } from '../../core/client-plan.js'
import { formatDuration, writeDuration } from '../../core/duration.js'
import type { ScenarioCard } from '../../core/lesson.js'
import type { Limits } from '../../core/limits.js'
import type { LogEntry } from '../../core/log-entry.js'
import { clip } from '../layout/columns.js'
import { glyphs } from '../layout/glyphs.js'
import { blank, type Line, line } from '../layout/line.js'
import { paint } from '../layout/paint.js'
import { flow, wrap } from '../layout/wrap.js'
import { legible } from '../legible.js'
import { type Out, pageWidth } from '../report.js'
import { LABELS, type Page, prose, type Section, setSection } from '../sections/section.js'
import { curlFor } from './curl.js'
import { withRealAddresses } from './real-addresses.js'

/** A scenario that is kept up: where everything is, and what can be asked. */
export interface Serving {
  readonly card: ScenarioCard
  readonly remedy: string | null
  readonly speed: number
  readonly target: string
  /** In real milliseconds. */
  readonly limits: Limits
  readonly requests: readonly RequestPlan[]
  readonly gateway: Place
  readonly upstreams: readonly (Place & { readonly name: string })[]
  readonly psql?: string
  /** The command that starts the first upstream again on its port, when it has died. */
  readonly again: string
  readonly supervised: boolean
}

interface Place {
  readonly host: string
  readonly port: number
  readonly pids: readonly number[]
}

/** Tells a person what is up, and what happens to it. */
export interface ServingReport {
  ready(serving: Serving): void
  logged(entry: LogEntry): void
  died(name: string, pid: number, how: string): void
  started(name: string, pid: number): void
  gatewayDied(how: string): void
}

/** A page at first, then one or two lines for each thing that happens. */
export function servingReport(out: Out, clock: () => Date = () => new Date()): ServingReport {
  let serving: Serving | undefined
  const page: Page = { columns: pageWidth(out) - LABELS, signs: glyphs(out.unicode), command: out.command }
  const write = (lines: readonly Line[]) => out.write(lines.map(each => `${paint(each, out.colour)}\n`).join(''))
  const happens = (lines: readonly Line[]) =>
    write(lines.map((each, row) => [...line(row === 0 ? `${timeOf(clock())}  ` : ' '.repeat(TIME), 'dim'), ...each]))
  const room = { ...page, columns: pageWidth(out) - TIME }
  return {
    ready(each) {
      serving = legible(each, out.unicode)
      write(readyPage(serving, page, pageWidth(out)))
    },
    logged: entry => happens(loggedLines(legible(entry, out.unicode), room)),
    died: (name, pid, how) => happens(diedLines(name, pid, how, serving, room)),
    started: (name, pid) => happens(wrap(line(`${name}: started again, process ${pid}`, 'good'), room.columns, 2)),
    gatewayDied: how => happens([line(`the gateway has died (${how}); Ctrl-C, and start it again`, 'bad')])
  }
}

/** So wide is the time before each thing that happens: 12:04:31. */
const TIME = 10

function timeOf(date: Date): string {
  return date.toTimeString().slice(0, 8)
}

function readyPage(serving: Serving, page: Page, columns: number): Line[] {
  const { card, remedy } = serving
  const title = remedy === null ? card.title : (card.remedies.find(each => each.name === remedy)?.says ?? card.title)
  const name = remedy === null ? card.id : `${card.id} + ${remedy}`
  const groups = [placeSections(serving, page), askSections(serving), lessonSections(serving, page)]
  return [
    ...wrap([...line(name, 'strong'), ...line(`   ${title}`)], columns, 2),
    ...groups.flatMap(group => [[], ...group.flatMap(setSection)]),
    [],
    [...blank(2), ...line('The script plays for each connection. Ctrl-C ends all of it.', 'dim')],
    []
  ]
}

function placeSections(serving: Serving, { columns }: Page): Section[] {
  const { gateway, upstreams, target, limits, speed, psql } = serving
  const written = Object.entries(limits).map(([name, limit]) => line(`${name} ${writeDuration(limit)}`))
  const pids = gateway.pids.length === 0 ? [] : [line(processes(gateway.pids), 'dim')]
  const sections: Section[] = [
    { label: 'gateway', lines: flow([line(urlOf(gateway), 'strong'), line(target), ...written, ...pids], columns) },
    ...upstreams.map(({ name, ...place }) => ({
      label: name,
      lines: flow([line(urlOf(place), 'strong'), line(processes(place.pids), 'dim')], columns)
    }))
  ]
  if (psql !== undefined) sections.push({ label: 'database', lines: [line(psql, 'code')] })
  if (speed !== 1)
    sections.push({ label: 'speed', lines: prose(`${speed} times as fast; the limits are real ones`, columns) })
  return sections
}

function urlOf({ host, port }: Place): string {
  return `http://${host}:${port}`
}

function processes(pids: readonly number[]): string {
  return `${pids.length === 1 ? 'process' : 'processes'} ${pids.join(', ')}`
}

/** So many requests of a scenario are told: different ones. */
const FEW = 4

function askSections({ requests, gateway, upstreams }: Serving): Section[] {
  const ask = (place: Place) => {
    const commands = new Set(requests.map(request => curlFor(request, `${place.host}:${place.port}`)))
    return [...commands].slice(0, FEW).map(command => line(command, 'code'))
  }
  const [first] = upstreams
  const through = { label: 'ask', lines: ask(gateway) }
  return first === undefined ? [through] : [through, { label: 'past it', lines: ask(first).slice(0, 1) }]
}

/** What is to be seen, and how to look; a remedy is expected to mend it. */
function lessonSections({ card, remedy, gateway, upstreams }: Serving, { columns }: Page): Section[] {
  const { symptom, check } = card.lesson
  const mended = card.remedies.find(each => each.name === remedy)
  if (mended !== undefined) return [{ label: 'expect', lines: prose(mended.leadsTo, columns) }]
  const [upstream] = upstreams
  const [pid] = upstream?.pids ?? []
  const only = upstreams.length === 1 && upstream !== undefined && pid !== undefined
  const real = only ? withRealAddresses(check, { gateway, upstream: { ...upstream, pid } }) : check
  return [
    { label: 'expect', lines: prose(card.answer, columns) },
    { label: 'symptom', lines: prose(symptom, columns) },
    { label: 'check', lines: prose(real, columns) }
  ]
}

/** The answer; and when it was none of the upstream's, what the gateway wrote about it. */
function loggedLines(entry: LogEntry, page: Page): Line[] {
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

function diedLines(name: string, pid: number, how: string, serving: Serving | undefined, page: Page): Line[] {
  const fate = wrap(line(`${name}: process ${pid} has died (${how})`, 'bad'), page.columns, 2)
  if (serving === undefined || serving.supervised) return fate
  const first = serving.upstreams[0]?.name === name
  const again = first
    ? [...wrap(line('to start it again, in another terminal:'), page.columns, 2), line(serving.again, 'code')]
    : []
  return [...fate, ...again]
}
