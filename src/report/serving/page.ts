import type { RequestPlan } from '../../core/client-plan.js'
import { writeDuration } from '../../core/duration.js'
import type { ScenarioCard } from '../../core/lesson.js'
import type { Limits } from '../../core/limits.js'
import { blank, type Line, line } from '../layout/line.js'
import { flow, wrap } from '../layout/wrap.js'
import { type Page, prose, type Section, setSection } from '../sections/section.js'
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

/** The page about everything that is up: where it is, how to ask it, and what is to be seen. */
export function servingPage(serving: Serving, page: Page, columns: number): Line[] {
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
