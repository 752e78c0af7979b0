import type { Check } from '../core/check.js'
import { LOWER_CASE, named, whole } from '../core/shape/index.js'

/** What the work left behind at the upstream: two orders, for one that was wanted. */
export const effects: Check<Readonly<Record<string, number>>> = {
  name: 'effects',
  says: 'What the work left behind, counted at the upstream: { orders: 2 }.',
  about: 'run',
  shape: named(whole(0, 1_000_000), 'a map of counts, such as { orders: 2 }', LOWER_CASE),
  judge(expected, { observation }) {
    const names = Object.keys(expected)
    const count = (name: string) => observation.effects.filter(effect => effect === name).length
    return {
      ok: names.every(name => count(name) === expected[name]),
      expected: names.map(name => `${expected[name]} ${name}`).join(', '),
      found: names.map(name => `${count(name)} ${name}`).join(', ')
    }
  }
}
