import { writeDuration } from '../../core/duration.js'
import type { Fact } from '../../core/events.js'
import type { Limits } from '../../core/limits.js'
import { triesOf } from '../../core/tries.js'
import { type Line, line } from '../layout/line.js'
import { paint } from '../layout/paint.js'
import type { Out, Report } from '../report.js'
import { Gathering, type Told } from '../told.js'
import { clientExhibits } from './client.js'
import { timeOfYear } from './clock.js'
import type { Asked } from './exchange.js'
import type { Exhibit } from './exhibit.js'
import { findings, gatewayLogs } from './findings.js'
import { journals } from './journal.js'

/** What a run with evidence is told with. */
export interface Incident {
  /** How long somebody waits who asks the upstream itself, in real milliseconds. */
  readonly patience: number
  /** The command that says what it was. */
  readonly solution: string
  /** The command that shows the same to somebody who must not read its name. */
  readonly riddle?: string | undefined
}

/** Tells of a run only what one would have in production: no name, no lesson, no verdict. It is to be named by who reads it. */
export function evidenceReport(out: Out, incident: Incident): Report {
  const gathering = new Gathering(out.unicode)
  const runs: Told[] = []
  return {
    take(event) {
      const told = gathering.take(event)
      if (told !== undefined) runs.push(told)
    },
    finish() {
      const [through, past] = [runs.find(run => !isDirect(run)), runs.find(isDirect)]
      if (through === undefined) return
      out.write(
        linesOf(through, past, incident)
          .map(each => `${paint(each, out.colour)}\n`)
          .join('')
      )
    }
  }
}

function isDirect({ planned }: Told): boolean {
  return planned.target.name === 'direct'
}

function linesOf(through: Told, past: Told | undefined, { patience, solution, riddle }: Incident): Line[] {
  const { outcome, why = '', next = '' } = through.verdict
  if (outcome === 'skipped' || outcome === 'broken') return [line(`${outcome}: ${why}`, 'bad'), line(next)]
  const groups: readonly (readonly [string, readonly Exhibit[]])[] = [
    ['a client', clientExhibits(through, asked(through))],
    ['the gateway', gatewayLogs(through)],
    ['the application', [...journals(through), ...findings(through, 'upstream')]],
    ['its database', findings(through, 'database')],
    ['later, past the gateway, on a second instance of the application', pastGateway(past, patience)]
  ]
  return [
    ...heading(through),
    ...groups.filter(([, exhibits]) => exhibits.length > 0).flatMap(([title, exhibits]) => group(title, exhibits)),
    [],
    line('What failed, where, and what would you do about it? The solution:', 'strong'),
    line(`  ${solution}`, 'code'),
    ...(riddle === undefined ? [] : [line('The same as a riddle for others:', 'strong'), line(`  ${riddle}`, 'code')])
  ]
}

function pastGateway(past: Told | undefined, patience: number): Exhibit[] {
  return past === undefined || past.verdict.outcome === 'broken' ? [] : clientExhibits(past, asked(past, patience))
}

/** Words of the kernel for an address that takes no connection. */
const UNREACHABLE: Readonly<Record<string, string>> = { unroutable: 'Network is unreachable' }

function asked(told: Told, limit?: number): Asked {
  const [host = '', port = ''] = addressOf(told).split(/:(?=\d+$)/)
  const how = told.facts.flatMap(fact => (fact.side === 'upstream' && fact.what === 'listening' ? [fact.how] : []))[0]
  return { host, port, limit, unreachable: UNREACHABLE[how ?? ''] ?? 'Connection refused' }
}

/** Where the gateway listens, or who is asked in its place. */
function addressOf(told: Told): string {
  return gatewayIn(told)?.address ?? ''
}

type Listening = Extract<Fact, { side: 'gateway'; what: 'listening' }>

/** Where the gateway listens, and with what it was told. */
function gatewayIn({ facts }: Told): Listening | undefined {
  return facts.find((fact): fact is Listening => fact.side === 'gateway' && fact.what === 'listening')
}

function heading(told: Told): Line[] {
  const { target, limits, speed } = told.planned
  const { upstreams = [], unsaid = [] } = gatewayIn(told) ?? {}
  const said = [`${target.product} ${target.version}`.trim(), ...limitWords(limits, unsaid)].join(', ')
  const real = speed === 1 ? [] : [line(`${speed} times as fast: every time below is a real one`, 'dim')]
  return [
    line(
      `${timeOfYear(told, Math.min(...triesOf(told.seen.answers).map(answer => answer.sentAt))).slice(0, -7)}   ${said}`,
      'strong'
    ),
    line(`gateway at ${addressOf(told)}, its upstream at ${upstreams.join(', ')}`, 'strong'),
    ...real
  ]
}

/** Those that the gateway was told. */
function limitWords(limits: Limits, unsaid: readonly string[]): string[] {
  const told = Object.entries(limits).filter(([name]) => !unsaid.includes(name))
  return told.map(([name, limit]) => `${name} timeout ${writeDuration(limit)}`)
}

function group(title: string, exhibits: readonly Exhibit[]): Line[] {
  return exhibits.flatMap(({ command, lines, at }, index) => [
    [],
    ...(index === 0 ? [line(`# ${title}`, 'dim')] : []),
    ...(at === undefined ? [] : [line(`# ${at}`, 'dim')]),
    line(`$ ${command}`, 'code'),
    ...lines.map(text => line(text))
  ])
}
