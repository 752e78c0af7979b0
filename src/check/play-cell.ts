import type { Route } from '../configurations/configuration.js'
import type { Event, Fact, Planned } from '../core/events.js'
import type { Observation } from '../core/observation.js'
import { observe } from '../core/observe.js'
import { run } from '../runner/index.js'
import { aim } from './aim.js'
import { behaviourOf, unknown } from './behave.js'
import type { Asked, Behaviour } from './behaviour.js'
import { isControl } from './cells.js'
import { FAILURES, type PlayedFailure } from './failures.js'
import { FOUND, givenTarget } from './given-target.js'
import type { Play } from './inside-words.js'
import type { Inside } from './set-up.js'
import { NEW_ADDRESS, stageOf } from './stage.js'

/** Plays one failure on one route, with a gateway of its own. */
export async function playCell({ route: at, failure: which, pace }: Play, inside: Inside): Promise<Behaviour> {
  const route = inside.configuration.routes[at]
  const failure = FAILURES[which]
  if (route === undefined || failure === undefined) throw new Error(`there is no cell ${at}, ${which}`)
  const scenario = inside.scenarios.get(failure.scenario)
  if (scenario === undefined) throw new Error(`there is no scenario ${failure.scenario}`)
  const aimed = aim(failure, scenario, route, pace)
  const { plan, standIns } = stageOf(inside.configuration, route, aimed, {
    addressOf: host => addressIn(inside, host),
    taken: inside.taken
  })
  const target = await givenTarget(inside, route, standIns, plan.speed)
  inside.names.moved = false
  const seen = new Seen(inside, failure)
  const job = { plan, target, found: FOUND, run: `${failure.id}@${route.id}` }
  const context = { surroundings: inside.surroundings, interrupted: new AbortController().signal }
  const verdict = await run(job, context, event => seen.take(event))
  inside.folders.tidy()
  const observation = seen.planned && observe(seen.planned, seen.facts)
  if (observation === undefined || (verdict.outcome === 'broken' && !isForEver(observation)))
    return unknown(route, failure, pace, verdict.why ?? 'it was not played')
  const behaviour = behaviourOf(route, inside.configuration.upstreams, failure, pace, observation)
  const asked = isControl(failure) ? seen.asked(route) : undefined
  return { ...behaviour, ...(asked && { asked }) }
}

/** A gateway that waits for ever for its upstream holds up the run, too; that the client has given up is known all the same. */
function isForEver({ answers }: Observation): boolean {
  return answers.at(-1)?.ending === 'gave-up'
}

/** Collects what is seen of a run. */
class Seen {
  planned: Planned | undefined
  readonly facts: Fact[] = []

  constructor(
    private readonly inside: Inside,
    private readonly failure: PlayedFailure
  ) {}

  /** What the first request was that reached an upstream. */
  asked({ upstreams }: Route): Asked | undefined {
    const checks = this.inside.configuration.upstreams.flatMap(({ health }) => health?.path ?? [])
    const sent = this.facts.findIndex(fact => fact.side === 'client' && fact.what === 'sent')
    const request = this.facts.find(
      (fact, at) => at > sent && fact.side === 'upstream' && fact.what === 'request' && !checks.includes(fact.target)
    )
    if (request?.side !== 'upstream' || request.what !== 'request') return undefined
    const at = request.fields.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
    const host = at < 0 ? '' : (request.fields[at + 1] ?? '')
    return { upstreams: [...new Set(upstreams.map(({ name }) => name))], target: request.target, host }
  }

  take(event: Event): void {
    if (event.event === 'planned') this.planned = event
    if (event.event !== 'fact') return
    this.facts.push(event)
    // From the end of the first exchange on, the name leads elsewhere.
    if (this.failure.id === 'moved' && event.side === 'client' && event.what === 'ended') this.inside.names.moved = true
  }
}

function addressIn({ addresses }: Inside, host: string): string {
  if (host === NEW_ADDRESS) return host
  return addresses.get(host.toLowerCase()) ?? host
}
