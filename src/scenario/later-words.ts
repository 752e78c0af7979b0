import { duration, either, list, may, named, object, text, whole, word } from '../core/shape/index.js'

/**
 * Words whose place in the language is fixed, and which no part of the testbed plays yet. They are read and checked;
 * a run that needs one is skipped, and says which.
 */
export const LATER_EXPECTATIONS = {
  answer: {
    'served-by': may(text('the name of an upstream'), 'Which upstream answered.'),
    'answered-by': may(text('the name of a hop'), 'Which hop of a chain gave the answer.')
  },
  run: {
    effects: may(
      named(whole(0, 1_000_000), 'a map of counts'),
      'What the work left behind, counted at the upstream: { orders: 2 }.'
    )
  }
}

const laterListen = object('a map such as { tls: expired }', {
  tls: may(text('a certificate'), 'TLS, with such a certificate.'),
  unix: may(text('a state'), 'A unix socket, in such a state.'),
  dns: may(text('an answer'), 'A name for which the resolver gives such an answer.'),
  refused: may(
    object('until: a mark', { until: may(text('a mark'), 'Until this mark is set.') }),
    'Refuses until a mark is set.'
  )
})

const laterState = either(word('open', 'refused', 'blackhole'), laterListen)

/** Ways of listening that come later: with TLS, on a unix socket, by name, or one after the other. */
export const laterListening = either(laterListen, list(laterState, 'a list of such ways, one after the other'))

/** One gateway of a chain. */
export const hop = object('a hop', {
  name: may(text('a name'), 'How the hop is called.'),
  profile: may(text('a profile'), 'As which product it behaves.'),
  timeouts: may(named(duration(), 'a map of limits'), 'Its limits.'),
  expect: may(named(either(whole(100, 599), text()), 'a map of expectations'), 'What this hop must answer.')
})

/** What an upstream does on a signal. */
export const signalDeeds = named(
  list(word('stop-accepting', 'drain', 'exit', 'restart'), 'a list of deeds'),
  'a map from signal to deeds'
)
