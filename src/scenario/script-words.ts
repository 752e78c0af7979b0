import type { Played } from '../core/duration.js'
import type { Tagged } from '../core/shape/index.js'
import type { Script, UpstreamPlan } from '../core/upstream-plan.js'
import { STEPS } from '../steps/index.js'

const UNREACHABLE: Readonly<Record<string, string>> = {
  refused: 'nothing listens on its port',
  blackhole: 'it answers no SYN'
}
const LONGEST = 60

/** What an upstream will do, a line for each rule, in the order in which they apply. */
export function scriptWords(plan: UpstreamPlan, speed: number): string[] {
  const unreachable = typeof plan.listen === 'string' ? UNREACHABLE[plan.listen] : undefined
  if (unreachable !== undefined) return [unreachable]
  const words = (script: Script) => inWords(script, speed)
  return [
    ...(plan.workers > 0 ? [`${plan.workers} at a time, others wait`] : []),
    ...plan.connections.map((script, at) => `connection ${at + 1}: ${words(script)}`),
    ...plan.when.map(({ method, path, script }) => `${[method, path].filter(Boolean).join(' ')}: ${words(script)}`),
    ...(plan.script.length === 0 ? [] : [words(plan.script)])
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
