import type { Role, Setting } from '../../configuration.js'
import { conditionOf, holds } from '../conditions/condition.js'
import type { Request } from '../conditions/request.js'
import type { Scope } from '../conditions/scope.js'
import { everyLineOf, modeOf, type Section } from '../text/sections.js'
import { timeOf } from '../text/time.js'
import { noLimit, timeIn } from './setting.js'

/** A section whose rules a request passes, with what they may name. */
export interface Passed {
  readonly section: Section
  readonly scope: Scope
}

type Settings = Partial<Record<Role, Setting>>

/** The limits of a backend for a request: to connect, of silence, in the queue, of a tunnel. */
export function limitsOf(front: Passed, back: Passed, request: Request): Settings {
  const connect = timeIn(back.section, 'timeout connect') ?? noLimit('timeout connect')
  const tunnel = ruled('tunnel', back, request) ?? timeIn(back.section, 'timeout tunnel')
  const plain = ruled('server', back, request) ?? timeIn(back.section, 'timeout server')
  // A connection that is passed on as bytes is a tunnel from its beginning.
  const server = (modeOf(back.section) === 'http' ? plain : (tunnel ?? plain)) ?? noLimit('timeout server')
  return {
    connect,
    read: server,
    body: server,
    write: server,
    // Without a limit of its own the queue has that of connecting.
    queue: timeIn(back.section, 'timeout queue') ?? connect,
    upgrade: removed([front, back], request) ?? tunnel ?? server
  }
}

/** http-request set-timeout puts the limits of a backend aside, for the requests that it holds for. */
function ruled(name: string, { section, scope }: Passed, request: Request): Setting | undefined {
  const line = everyLineOf(section, 'http-request', 'set-timeout', name)
    .filter(each => holds(conditionOf(each, scope), request) === true)
    .at(-1)
  if (line === undefined) return undefined
  const [, , , value = ''] = line.words
  const milliseconds = timeOf(value)
  const setting = { name: `http-request set-timeout ${name}`, value, place: line.place }
  return milliseconds === undefined ? setting : { ...setting, milliseconds }
}

/** A rule that takes the Upgrade field out of a request. */
function removed(passed: readonly Passed[], request: Request): Setting | undefined {
  const lines = passed.flatMap(each =>
    everyLineOf(each.section, 'http-request', 'del-header').map(line => ({ line, ...each }))
  )
  const found = lines.find(
    ({ line, scope }) => /^upgrade$/i.test(line.words[2] ?? '') && holds(conditionOf(line, scope), request) === true
  )
  return found && { name: 'http-request del-header', value: found.line.words[2] as string, place: found.line.place }
}
