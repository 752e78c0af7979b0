import { duration, either, may, named, object, text, whole } from '../core/shape/index.js'

/**
 * Words whose place in the language is fixed, and which no part of the testbed plays yet. They are read and checked;
 * a run that needs one is skipped, and says which.
 */
export const LATER_EXPECTATIONS = {
  answer: {
    'answered-by': may(text('the name of a hop'), 'Which hop of a chain gave the answer.')
  }
}

/** One gateway of a chain. */
export const hop = object('a hop', {
  name: may(text('a name'), 'How the hop is called.'),
  profile: may(text('a profile'), 'As which product it behaves.'),
  timeouts: may(named(duration(), 'a map of limits'), 'Its limits.'),
  expect: may(named(either(whole(100, 599), text()), 'a map of expectations'), 'What this hop must answer.')
})
