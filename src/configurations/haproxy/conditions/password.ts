import type { Test } from './criterion.js'
import { fieldOf, withField } from './request.js'
import type { Scope } from './scope.js'

/** A test that asks for a user of a list: one whose password is written there in plain text will do. */
export function passwordTest(list: string, scope: Scope, written: string): Test {
  const known = scope.passwords(list)
  return {
    holds: request => known.includes(fieldOf(request, 'Authorization') ?? ''),
    towards: request => known.slice(0, 1).map(value => withField(request, 'Authorization', value)),
    part: 'field',
    written
  }
}
