import type { Fact } from '../../core/events.js'
import type { Told } from '../told.js'
import { FEW, type Lane, type Stretch, stretch } from './lane.js'
import { type ConnectionFact, Life } from './life.js'

const UNREACHED: Readonly<Record<string, string>> = {
  refused: 'nothing reached it: its port refuses connections',
  blackhole: 'nothing reached it: every SYN is dropped',
  unroutable: 'nothing reached it: there is no route to its address'
}

/** What the upstream did: a lane for each connection, or one for all when they are many. */
export function upstreamLanes(told: Told): Lane[] {
  const names = [...new Set(told.facts.flatMap(fact => (fact.side === 'upstream' ? [fact.upstream] : [])))]
  if (names.length === 0) return [{ name: 'upstream', stretches: [], remark: 'nothing reached it' }]
  return names.flatMap(name => lanesOf(name, names.length === 1 ? 'upstream' : name, told))
}

function lanesOf(upstream: string, title: string, told: Told): Lane[] {
  const facts = told.facts.filter(fact => fact.side === 'upstream' && fact.upstream === upstream)
  const own = facts.filter((fact): fact is ConnectionFact => 'connection' in fact)
  const connections = [...new Set(own.map(fact => fact.connection))]
  if (connections.length === 0) return [{ name: title, stretches: [], remark: unreached(facts) }]
  if (connections.length > FEW) return [{ name: title, stretches: [together(own, told)], remark: '' }]
  const ends = facts.filter(isEnd)
  return connections.map((connection, index) => ({
    name: connections.length === 1 ? title : `${title} ${index + 1}`,
    stretches: lifeOf(
      own.filter(fact => fact.connection === connection),
      ends,
      told
    ),
    remark: 'accepted, and nothing came'
  }))
}

function unreached(facts: readonly Fact[]): string {
  const ends = facts.filter(isEnd)
  const [end] = ends
  if (end !== undefined)
    return `nothing reached it: its process ${end.what === 'crashed' ? 'was ' : ''}${howItEnded(end)}${ends.length > 1 ? `, ${ends.length} times` : ''}`
  const listening = facts.find(fact => fact.side === 'upstream' && fact.what === 'listening')
  const how = listening?.side === 'upstream' && listening.what === 'listening' ? listening.how : ''
  return UNREACHED[how] ?? 'nothing reached it'
}

/** A process ends with every connection that it holds; a supervisor may start it again. */
type End = Extract<Fact, { what: 'crashed' | 'exited' }>

function isEnd(fact: Fact): fact is End {
  return fact.what === 'crashed' || fact.what === 'exited'
}

function lifeOf(facts: readonly ConnectionFact[], ends: readonly End[], told: Told): Stretch[] {
  const life = new Life(told)
  const end = ends.find(each => each.at >= (facts[0]?.at ?? 0))
  for (const fact of facts) if (end === undefined || fact.at <= end.at) life.take(fact)
  if (end !== undefined) life.die(end.at, howItEnded(end))
  return life.over()
}

function howItEnded(end: End): string {
  return end.what === 'crashed' ? `killed by ${end.signal}` : `left with exit code ${end.code}`
}

function together(facts: readonly ConnectionFact[], told: Told): Stretch {
  const requests = facts.filter(fact => fact.what === 'request').length
  const answered = facts.flatMap(fact => (fact.what === 'answered' ? [fact.taken] : []))
  const lost = answered.filter(taken => !taken).length
  const connections = new Set(facts.map(fact => fact.connection)).size
  const times = facts.map(fact => told.time(fact.at))
  const outcome = `${answered.length} answered${lost > 0 ? `, ${lost} for nobody` : ''}`
  const labels = [`${requests} requests on ${connections} connections`, `${requests} requests`]
  return stretch(Math.min(...times), Math.max(...times), 'works', { labels, outcomes: [outcome] })
}
