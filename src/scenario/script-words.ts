import { type Played, writeDuration } from '../core/duration.js'
import type { Tagged } from '../core/shape/index.js'
import type { Script, UpstreamPlan } from '../core/upstream-plan.js'
import { STEPS } from '../steps/index.js'

const UNREACHABLE: Readonly<Record<string, string>> = {
  refused: 'nothing listens on its port',
  blackhole: 'it answers no SYN',
  unroutable: 'there is no route to it'
}
const LONGEST = 60

/** What an upstream will do, a line for each rule, in the order in which they apply. */
export function scriptWords(plan: UpstreamPlan, speed: number): string[] {
  const words = (script: Script) => inWords(script, speed)
  const reach = [UNREACHABLE[plan.listen] ?? '', ...turns(plan)].filter(each => each !== '')
  if (reach.length === 1 && plan.script.length === 0) return reach
  return [
    ...reach,
    ...lifeWords(plan, speed),
    ...(plan.workers > 0 ? [`${plan.workers} at a time, others wait`] : []),
    ...plan.connections.map((script, at) => `connection ${at + 1}: ${words(script)}`),
    ...plan.when.map(({ method, path, script }) => `${[method, path].filter(Boolean).join(' ')}: ${words(script)}`),
    ...(plan.script.length === 0 ? [] : [words(plan.script)])
  ]
}

function turns({ turns = [] }: UpstreamPlan): string[] {
  return turns.map(({ after, listen }) => `after ${after}: ${UNREACHABLE[listen] ?? 'it listens'}`)
}

function lifeWords({ life }: UpstreamPlan, speed: number): string[] {
  if (life === undefined) return []
  const signals = Object.entries(life.on).map(([signal, script]) => `on ${signal}: ${inWords(script, speed)}`)
  return [
    ...(life.boot.length === 0 ? [] : [`at its start: ${inWords(life.boot, speed)}`]),
    ...signals,
    ...(life.restart === undefined ? [] : [`started again ${writeDuration(life.restart * speed)} after its death`])
  ]
}

/** Without what it says in its log, and without the marks by which a run is kept in order. */
const UNSAID = ['log', 'mark']

function inWords(script: Script, speed: number): string {
  return script
    .filter(({ kind }) => !UNSAID.includes(kind))
    .map(step => stepWords(step, speed))
    .join(', ')
}

function stepWords({ kind, value }: Tagged, speed: number): string {
  const step = STEPS.find(({ name }) => name === kind)
  const lasting = step?.lasts?.(value as Played<unknown>, speed)
  return lasting ?? [kind, valueWords(value)].filter(word => word !== '').join(' ')
}

function valueWords(value: unknown): string {
  if (value === true) return ''
  if (typeof value !== 'object' || value === null) return String(value)
  if ('status' in value) return String(value.status)
  const written = 'text' in value ? JSON.stringify(value.text) : JSON.stringify(value)
  const times = 'times' in value && Number(value.times) > 1 ? ` ${value.times} times` : ''
  return `${written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written}${times}`
}
