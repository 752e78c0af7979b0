import { blank, type Line, line } from '../../report/layout/line.js'
import { wrap } from '../../report/layout/wrap.js'
import { grouped } from './grouped.js'
import type { Paper } from './paper.js'
import { fileFrom, placeWords } from './places.js'
import type { BrokenRule, CheckResult } from './result.js'
import { someOf } from './route-heading.js'

const INDENT = 2

/** What the machine lacks and the sandbox had, by the reason: so nobody takes it for checked. */
export function providedBlock({ provided }: CheckResult, { columns, folder }: Paper): Line[] {
  if (provided.length === 0) return []
  const groups = [...grouped(provided, ({ why }) => why)]
  return [
    line('Not on this machine, so provided inside the sandbox', 'strong'),
    ...groups.flatMap(([why, each]) => {
      const paths = each.map(({ path }) => fileFrom(folder, path))
      return wrap([...blank(INDENT), ...line(`${why}: `), ...line(someOf(paths, 6), 'dim')], columns, INDENT * 2)
    })
  ]
}

/** Each rule that is broken once, with where, what it wants, and what was found instead. */
export function brokenBlock({ broken }: CheckResult, { columns, folder, signs }: Paper): Line[] {
  const rules = [...grouped(broken, ({ rule, place }) => `${rule} ${place.file}:${place.line}`).values()]
  if (rules.length === 0) return []
  return [line('Rules that are broken', 'strong'), ...rules.flatMap(ruleLines)]

  function ruleLines(each: readonly BrokenRule[]): Line[] {
    const { rule, place } = each[0] as BrokenRule
    const head = [...line(`${signs.broken} `, 'bad'), ...line(rule), ...line(`   ${placeWords(place, folder)}`, 'dim')]
    return [...wrap(head, columns, INDENT), ...each.flatMap(one => wrap(breach(one), columns, INDENT * 2))]
  }
}

function breach({ route, failure, expected, found }: BrokenRule): Line {
  return [
    ...blank(INDENT),
    ...line(`${route} on ${failure}: `),
    ...line(found, 'bad'),
    ...line(` (expected: ${expected})`, 'dim')
  ]
}

/** What is not as the lock has it. */
export function changesBlock({ changes }: CheckResult, { columns, signs }: Paper): Line[] {
  if (changes.length === 0) return []
  return [
    line('Changed since the lock', 'strong'),
    ...changes.flatMap(each => wrap([...line(`${signs.differs} `, 'warn'), ...line(each)], columns, INDENT * 2))
  ]
}
