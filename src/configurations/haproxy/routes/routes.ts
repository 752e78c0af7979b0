import type { ConfiguredUpstream, Listener, Remark, Route } from '../../configuration.js'
import { openTests, partsOf } from '../conditions/condition.js'
import type { Request } from '../conditions/request.js'
import { type Scope, scopeOf } from '../conditions/scope.js'
import type { Tables } from '../conditions/tables.js'
import { wholeUpgrade } from '../conditions/upgrade.js'
import { settingsOf } from '../settings/index.js'
import { linesOf, modeOf, type Section, type Sections } from '../text/sections.js'
import { lineThatFails } from '../upstreams/health.js'
import { has, serversOf } from '../upstreams/servers.js'
import { upstreamsOf } from '../upstreams/upstreams.js'
import { blocksOf } from './blocks.js'
import { type Choice, choicesOf } from './choices.js'
import { listeningOf, passesTlsThrough } from './listeners.js'
import { named, type Unnamed } from './names.js'
import { type Crossing, requestFor } from './way.js'

/** What can be asked for, and what cannot. */
export interface Routes {
  readonly routes: readonly Route[]
  readonly remarks: readonly Remark[]
}

/** Finds a request for every choice of every frontend. */
export function routesOf(sections: Sections, tables: Tables): Routes {
  const remarks: Remark[] = []
  const routes = sections
    .of('frontend', 'listen')
    .flatMap(section => new Frontend(section, sections, tables, remarks).routes())
  return { routes: named(routes), remarks }
}

class Frontend {
  readonly #scope: Scope
  readonly #scopes = new Map<Section, Scope>()
  constructor(
    readonly section: Section,
    readonly sections: Sections,
    readonly tables: Tables,
    readonly remarks: Remark[]
  ) {
    this.#scope = this.#scopeOf(section)
  }

  routes(): Unnamed[] {
    const { listeners, remarks } = listeningOf(this.section)
    const { choices, remarks: unknown } = choicesOf(this.section, this.sections, this.#scope)
    this.remarks.push(...remarks, ...unknown)
    if (choices.length === 0) this.#leadsNowhere()
    const crossing: Crossing = {
      blocks: blocksOf(this.section, this.#scope),
      choices,
      behind: ({ backend }) => (backend === this.section ? [] : blocksOf(backend, this.#scopeOf(backend)))
    }
    // A plain listener is easier to ask; one that only redirects is left for one with TLS.
    const plainFirst = [...listeners].sort((a, b) => Number(a.tls) - Number(b.tls))
    const routes = choices.flatMap(choice => this.#route(choice, plainFirst, crossing) ?? [])
    for (const choice of choices) this.#unreached(choice, routes, listeners)
    return routes
  }

  #scopeOf(section: Section): Scope {
    const known = this.#scopes.get(section) ?? scopeOf(section, this.sections, this.tables)
    this.#scopes.set(section, known)
    return known
  }

  #leadsNowhere(): void {
    if (linesOf(this.section, 'stats').length > 0 || linesOf(this.section, 'bind').length === 0) return
    const answers = this.section.lines.some(({ words }) =>
      /redirect|return|use-service|monitor-uri/.test(words.slice(0, 2).join(' '))
    )
    if (!answers)
      this.#remark(
        this.section,
        `${this.section.kind} ${this.section.name}: has no backend and no servers; nothing to ask`
      )
  }

  #remark({ place }: { place: Remark['place'] }, text: string): void {
    this.remarks.push({ place, text })
  }

  #route(choice: Choice, listeners: readonly Listener[], crossing: Crossing): Unnamed | undefined {
    const { backend } = choice
    const failing = lineThatFails(backend)
    if (failing !== undefined && serversOf(backend).every(server => has(server, 'check'))) {
      this.#remark(
        failing,
        `backend ${backend.name}: its health check (${failing.words.join(' ')}) asks for more than a fake upstream can say; not played`
      )
      return undefined
    }
    for (const listener of listeners) {
      const request = requestFor(choice, listener, crossing)
      if (request !== undefined) return this.#made(choice, wholeUpgrade(withMethod(choice, request)))
    }
    return undefined
  }

  /** A backend to which another way leads is no loss. */
  #unreached({ backend, place }: Choice, routes: readonly Unnamed[], listeners: readonly Listener[]): void {
    if (listeners.length === 0 || routes.some(({ choice }) => choice.backend === backend)) return
    if (this.remarks.some(remark => remark.text.startsWith(`backend ${backend.name}: `))) return
    this.#remark({ place }, `backend ${backend.name}: no request could be made up that leads there; not played`)
  }

  #made(choice: Choice, request: Request): Unnamed | undefined {
    const { backend, place } = choice
    const { host, path, method, fields, listener } = request
    const upstreams = this.#upstreams(backend, listener)
    if (upstreams.length === 0) return undefined
    this.#explain(choice, request)
    const settings = settingsOf(
      { section: this.section, scope: this.#scope },
      { section: backend, scope: this.#scopeOf(backend) },
      request,
      this.sections
    )
    const route = { listener, host, path, fields, ...(method !== undefined && { method }), upstreams, settings, place }
    return { choice, request, route }
  }

  #upstreams(backend: Section, { port }: Listener): ConfiguredUpstream[] {
    return upstreamsOf(backend, { port, tlsThrough: passesTlsThrough(this.section) })
  }

  #explain(choice: Choice, request: Request): void {
    const open = [...new Set(openTests(choice.condition, request))].map(shortened)
    const name = `backend ${choice.backend.name}`
    if (open.length > 0)
      this.#remark(
        choice,
        `${name}: whether ${open.join(', ')} holds is only known while HAProxy runs; taken to be as it must`
      )
    if (modeOf(this.section) === 'http' || !choice.last) return
    const through = passesTlsThrough(this.section)
      ? 'TLS goes on to the upstream as it is'
      : 'HAProxy passes bytes and answers nothing itself'
    this.#remark(
      this.section,
      `${this.section.kind} ${this.section.name}: mode tcp; ${through}. Asked with HTTP all the same`
    )
  }
}

/** A condition that asks for a method is no condition of another one. */
function withMethod({ condition }: Choice, request: Request): Request {
  return partsOf(condition).has('method') ? { ...request, method: request.method ?? 'GET' } : request
}

function shortened(written: string): string {
  return written.length > 60 ? `${written.slice(0, 60)}…` : written
}
