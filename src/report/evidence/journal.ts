import type { Fact } from '../../core/events.js'
import type { Told } from '../told.js'
import { accessLines, type LogLine } from './access-lines.js'
import { timeOfYear } from './clock.js'
import type { Exhibit } from './exhibit.js'
import { systemdLines } from './systemd.js'

type Upstream = Extract<Fact, { side: 'upstream' }>

/** What the journal has of the application: its own lines, and what systemd says of its process. */
export function journals(told: Told): Exhibit[] {
  const facts = told.facts.filter((fact): fact is Upstream => fact.side === 'upstream')
  const names = [...new Set(facts.map(fact => fact.upstream))]
  return names.map(name => {
    const own = facts.filter(fact => fact.upstream === name).toSorted((a, b) => a.at - b.at)
    const host = names.length === 1 ? 'app-1' : name
    const lines = linesOf(own).map(({ at, text }) => `${timeOfYear(told, at)} ${host} ${text}`)
    return {
      command: `${names.length === 1 ? '' : `ssh ${name} `}journalctl -u app -o short-precise`,
      lines: lines.length === 0 ? ['-- No entries --'] : lines
    }
  })
}

/** In the order of time; of lines of one moment systemd's come first. */
function linesOf(facts: readonly Upstream[]): LogLine[] {
  const said = facts.flatMap(fact => (fact.what === 'logged' ? [{ at: fact.at, text: fact.line }] : []))
  const own = [...said, ...accessLines(facts)].map(({ at, text }) => ({ at, text: `app${pidAt(facts, at)}: ${text}` }))
  return [...systemdLines(facts), ...own].sort((a, b) => a.at - b.at)
}

/** The process that wrote at a moment, where it is one of its own. It is known a little later than it is at work. */
function pidAt(facts: readonly Upstream[], at: number): string {
  const starts = facts.filter(fact => fact.what === 'started')
  const deaths = facts.filter(fact => (fact.what === 'crashed' || fact.what === 'exited') && fact.at < at).length
  const start = starts[Math.min(deaths, starts.length - 1)]
  return start?.what === 'started' ? `[${start.pid}]` : ''
}
