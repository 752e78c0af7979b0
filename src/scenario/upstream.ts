import {
  duration,
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
  text,
  titled,
  turned,
  whole,
  word
} from '../core/shape/index.js'
import { DEEDS, STEPS } from '../steps/index.js'
import { listening } from './listening.js'
import { METHODS, path } from './request-line.js'

const step = titled('step', tagged('a step', STEPS))

/** The steps of a script, in the order of the wire. */
export const script = titled('script', list(step, 'a list of steps'))

const deeds = titled('deeds', list(tagged('a deed', DEEDS), 'a list of deeds'))

const onSignal = object('a map from signal to deeds, such as { SIGTERM: [ drain, exit ] }', {
  SIGTERM: may(deeds, 'What it does on SIGTERM.'),
  SIGINT: may(deeds, 'What it does on SIGINT.'),
  SIGHUP: may(deeds, 'What it does on SIGHUP.')
})

const ruleWords = object('a rule: path, method or has, and a script', {
  path: may(path, 'Requests for this path.'),
  method: may(word(...METHODS), 'Requests with this method.'),
  has: may(text('the name of a field'), 'Requests that have a field of this name.'),
  after: may(text('a mark'), 'Only once its process has set this mark itself.'),
  script: must(script, 'What they get.')
})

const rule: Shape<Read<typeof ruleWords>> = {
  ...ruleWords,
  read(node, complain) {
    const words = ruleWords.read(node, complain)
    if (words === INVALID || [words.path, words.method, words.has].some(word => word !== undefined)) return words
    complain({ place: node.place, expected: 'path, method or has', found: 'a rule for every request' })
    return INVALID
  },
  schema: () => ({ ...ruleWords.schema(), anyOf: ['path', 'method', 'has'].map(word => ({ required: [word] })) })
}

/** The long form of an upstream. */
export const upstreamWords = object('a map with script, connections or when', {
  listen: may(
    listening,
    'How the upstream can be reached: open, refused (nothing listens), blackhole (SYN is dropped), unroutable; or one way after the other.'
  ),
  backlog: may(
    whole(1, 511),
    'So many connections, and one more, may wait in the kernel until they are accepted; then SYNs are dropped. 511 when left out.'
  ),
  script: may(script, 'What every connection gets that no other rule takes.'),
  connections: may(
    list(script, 'a list of scripts'),
    'What the first, second, … connection gets, in the order of accepting.'
  ),
  when: may(list(rule, 'a list of rules'), 'What each request gets, chosen by its head.'),
  workers: may(whole(1, 1000), 'So many requests at a time, as in a pool; others wait.'),
  boot: may(deeds, 'What its process does at every start, before it listens.'),
  on: may(onSignal, 'What its process does on a signal, instead of dying of it.'),
  restart: may(duration(), 'A supervisor starts its process again, so long after it has ended.')
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
