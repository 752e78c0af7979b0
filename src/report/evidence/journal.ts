import { constants } from 'node:os'
import type { Fact } from '../../core/events.js'
import type { Told } from '../told.js'
import { accessLines, type LogLine } from './access-lines.js'
import { timeOfYear } from './clock.js'
import type { Exhibit } from './exhibit.js'

type Upstream = Extract<Fact, { side: 'upstream' }>

/** What the journal has of the application: its own lines, and what systemd says of its process. */
export function journals(told: Told): Exhibit[] {
  const facts = told.facts.filter((fact): fact is Upstream => fact.side === 'upstream')
  const names = [...new Set(facts.map(fact => fact.upstream))]
  return names.map(name => {
    const own = facts.filter(fact => fact.upstream === name)
    const lines = linesOf(own).sort((a, b) => a.at - b.at)
    const host = names.length === 1 ? 'app-1' : name
    return {
      command: `${names.length === 1 ? '' : `ssh ${name} `}journalctl -u app -o short-precise`,
      lines:
        lines.length === 0
          ? ['-- No entries --']
          : lines.map(({ at, text }) => `${timeOfYear(told, at)} ${host} ${text}`)
    }
  })
}

function linesOf(facts: readonly Upstream[]): LogLine[] {
  const said = facts.flatMap(fact => (fact.what === 'logged' ? [{ at: fact.at, text: fact.line }] : []))
  const own = [...said, ...accessLines(facts)].map(({ at, text }) => ({ at, text: `app: ${text}` }))
  return [...own, ...facts.flatMap(systemdLines)]
}

/** SIGTERM is what systemd itself stops with, and no failure to it. */
function systemdLines(fact: Upstream): LogLine[] {
  if (fact.what !== 'crashed') return []
  const number = constants.signals[fact.signal as NodeJS.Signals]
  const exited = `Main process exited, code=killed, status=${number}/${fact.signal.replace(/^SIG/, '')}`
  const then = fact.signal === 'SIGTERM' ? 'Deactivated successfully.' : "Failed with result 'signal'."
  return [exited, then].map(text => ({ at: fact.at, text: `systemd[1]: app.service: ${text}` }))
}
