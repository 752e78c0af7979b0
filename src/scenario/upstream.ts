import {
  either,
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
import { STEPS } from '../steps/index.js'
import { laterListening, signalDeeds } from './later-words.js'

const step = titled('step', tagged('a step', STEPS))

/** The steps of a script, in the order of the wire. */
export const script = titled('script', list(step, 'a list of steps'))

const listening = either(word('open', 'refused', 'blackhole'), laterListening)

const rule = object('a rule: path or method, and a script', {
  path: may(text('a path'), 'Requests for this path.'),
  method: may(word('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'), 'Requests with this method.'),
  script: must(script, 'What they get.')
})

/** The long form of an upstream. */
export const upstreamWords = object('an upstream: a list of steps, or a map', {
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
export const upstreams = named(upstream, 'a map of upstreams, by name', /^[a-z][a-z0-9-]*$/)
