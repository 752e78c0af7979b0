import type { ConfiguredUpstream, Setting } from '../../configuration.js'
import { type Directive, effective } from '../directive.js'
import type { Words } from '../passes/workers.js'
import { milliseconds } from './time.js'

/** What decides which settings hold on a route. */
export interface Facts {
  readonly scope: readonly (readonly Directive[])[]
  readonly upstreams: readonly ConfiguredUpstream[]
  /** What is said of the worker: the first member of a balancer, else the address itself. */
  readonly worker: Words
  /** What is said of the balancer, where there is one. */
  readonly balancer: Words | undefined
  /** Whether it has a worker of its own, which keeps connections and remembers failures. */
  readonly own: boolean
  readonly protocol: ConfiguredUpstream['protocol']
  readonly scheme: string
}

/** A directive of a server or a section, or its default. */
export function plain({ scope }: Pick<Facts, 'scope'>, name: string, byDefault: string): Setting {
  const directive = effective(scope, name.toLowerCase())
  if (directive === undefined) return { name, value: byDefault }
  return { name, value: directive.args.join(' '), place: directive.place }
}

/** A word behind a worker, where it is said. */
export function word(words: Words, name: string): Setting | undefined {
  const found = words.get(name)
  return found === undefined ? undefined : { name, value: found.value, place: found.place }
}

/** The same for a time. */
export function limit(name: string, words: Words, unit: 'ms' | 's'): Setting | undefined {
  const setting = word(words, name)
  return setting === undefined ? undefined : timed(setting, unit)
}

/** A setting with its time in milliseconds. */
export function timed(setting: Setting, unit: 'ms' | 's'): Setting {
  const time = milliseconds(setting.value, unit)
  return time === undefined ? setting : { ...setting, milliseconds: time }
}
