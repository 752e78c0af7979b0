import {
  either,
  INVALID,
  LOWER_CASE,
  list,
  may,
  must,
  named,
  object,
  type Read,
  type Shape,
  tagged,
  titled,
  turned,
  whole,
  word
} from '../core/shape/index.js'
import { STEPS } from '../steps/index.js'
import { laterListening, signalDeeds } from './later-words.js'
import { METHODS, path } from './request-line.js'

const step = titled('step', tagged('a step', STEPS))

/** The steps of a script, in the order of the wire. */
export const script = titled('script', list(step, 'a list of steps'))

const listening = either(word('open', 'refused', 'blackhole'), laterListening)

const ruleWords = object('a rule: path or method, and a script', {
  path: may(path, 'Requests for this path.'),
  method: may(word(...METHODS), 'Requests with this method.'),
  script: must(script, 'What they get.')
})

const rule: Shape<Read<typeof ruleWords>> = {
  ...ruleWords,
  read(node, complain) {
    const words = ruleWords.read(node, complain)
    if (words === INVALID || words.path !== undefined || words.method !== undefined) return words
    complain({ place: node.place, expected: 'path, method, or both', found: 'a rule for every request' })
    return INVALID
  },
  schema: () => ({ ...ruleWords.schema(), anyOf: [{ required: ['path'] }, { required: ['method'] }] })
}

/** The long form of an upstream. */
export const upstreamWords = object('a map with script, connections or when', {
  listen: may(
    listening,
    'How the upstream can be reached: open, refused (nothing listens), blackhole (SYN is dropped).'
  ),
  script: may(script, 'What every connection gets that no other rule takes.'),
  connections: may(
    list(script, 'a list of scripts'),
    'What the first, second, … connection gets, in the order of accepting.'
  ),
  when: may(list(rule, 'a list of rules'), 'What each request gets, chosen by its head.'),
  workers: may(whole(1, 1000), 'So many requests at a time, as in a pool; others wait.'),
  on: may(signalDeeds, 'What it does on a signal.')
})

/** An upstream as a scenario writes it. */
export type UpstreamEntry = Read<typeof upstreamWords>

/** One upstream: a plain list of steps, or the long form. */
export const upstream: Shape<UpstreamEntry> = titled(
  'upstream',
  either(
    turned(script, (steps): UpstreamEntry => ({ script: steps })),
    upstreamWords
  )
)

/** Several upstreams, by name. */
export const upstreams = named(upstream, 'a map of upstreams, by name', LOWER_CASE)
