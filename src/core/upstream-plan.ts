import type { Tagged } from './shape/index.js'

/** The steps of a script, in the order of the wire, in real milliseconds. */
export type Script = readonly Tagged[]

/** A way in which the upstream can be reached. */
export type Listen = 'open' | 'refused' | 'blackhole' | 'unroutable'

/** Another way of listening, on the same port, as soon as a mark is set. */
export interface Turn {
  readonly after: string
  readonly listen: Listen
}

/** The life of an upstream that is a process of its own. */
export interface LifePlan {
  /** Played at every start, before it listens. */
  readonly boot: Script
  /** What it does on a signal that does not just kill it. */
  readonly on: Readonly<Partial<Record<NodeJS.Signals, Script>>>
  /** After how many milliseconds a supervisor starts it again when it has died; undefined for never. */
  readonly restart?: number | undefined
}

/** What one upstream does in a run. Plain JSON: it may be played in another process. */
export interface UpstreamPlan {
  readonly name: string
  readonly listen: Listen
  readonly turns?: readonly Turn[]
  /** Undefined for one that needs no process of its own, unless a step does. */
  readonly life?: LifePlan | undefined
  /** So many connections wait in the kernel until they are accepted, and one more; the SYNs of others are dropped. */
  readonly backlog?: number | undefined
  /** Played on every connection that no other rule takes. */
  readonly script: Script
  /** What the first, second, … connection gets, in the order of accepting; later ones get the script. */
  readonly connections: readonly Script[]
  /** Chosen by the head of each request. */
  readonly when: readonly When[]
  /** So many requests at a time; 0 for any number. */
  readonly workers: number
}

/** A script for the requests that fit. */
export interface When {
  readonly path?: string | undefined
  readonly method?: string | undefined
  /** Only with a field of this name. */
  readonly has?: string | undefined
  /** Only once the process has set this mark itself, in this life. */
  readonly after?: string | undefined
  readonly script: Script
}

/** Every script of an upstream. */
export function scriptsOf({ script, connections, when }: UpstreamPlan): readonly Script[] {
  return [script, ...connections, ...when.map(rule => rule.script)]
}

/** What an upstream does as a whole, before it listens and on signals. */
export function deedsOf({ life }: UpstreamPlan): readonly Script[] {
  return life === undefined ? [] : [life.boot, ...Object.values(life.on)]
}
