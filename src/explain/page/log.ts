import { CAUSES } from '../../logs/causes/index.js'
import { cleaned } from '../../logs/lines/clean.js'
import { type Line, line } from '../../report/layout/line.js'
import { legible } from '../../report/legible.js'
import type { Out } from '../../report/report.js'
import { type Audience, forCaller, forVisitor } from '../audience.js'
import { explain, type Library } from '../explanation.js'
import type { Seen, Tally } from '../tally.js'
import { command, heading, item, part, sheet } from './sheet.js'

/** So many causes are told in full; the others have a line. */
const IN_FULL = 5

/** The page about a whole log: its causes, the most frequent first. */
export function logPage(name: string, tally: Tally, audience: Audience, library: Library, out: Out): string {
  const seen = tally.seen()
  const full = seen.slice(0, IN_FULL).map((each, at) => causeLines(each, at + 1, audience, library, out))
  return sheet(
    [
      heading(name, countsOf(tally), out),
      ...full,
      otherLines(seen.slice(IN_FULL), out),
      twiceLines(tally, out),
      unknownLines(tally, out)
    ],
    out
  )
}

function countsOf(tally: Tally): string {
  const failures = tally.seen().reduce((sum, { count }) => sum + count, 0)
  const parts = [
    `${many(failures, 'failure')} of ${many(tally.seen().length, 'cause')}`,
    `${number(tally.fine)} without a failure`,
    ...(tally.echoes === 0 ? [] : [`${number(tally.echoes)} that repeat another`]),
    `${number(tally.unknown)} not understood`
  ]
  return `${many(tally.lines, 'line')}: ${parts.join(', ')}`
}

function causeLines(seen: Seen, place: number, audience: Audience, library: Library, out: Out): Line[] {
  // The commands are for the upstream that was hit most.
  const upstream = seen.upstreams.top(1)[0]?.[0]
  const told = explain({ ...seen.example, upstream }, library)
  const type = told.type === 'none' || told.type === 'unknown' ? '' : `   ${told.type}`
  return [
    ...heading(`${place}. ${number(seen.count)} ×`, `${told.title}${type}`, out),
    ...part('when', whenOf(seen), out),
    ...part('upstreams', topOf(seen.upstreams.top(3), seen.upstreams.rest), out),
    ...part('routes', topOf(seen.routes.top(3), seen.routes.rest), out),
    ...part('limits', topOf(seen.limits.top(3), 0), out),
    ...part('example', cleaned(seen.line), out),
    ...advice(seen, told, audience, out)
  ]
}

function advice(seen: Seen, told: ReturnType<typeof explain>, audience: Audience, out: Out): Line[] {
  const cause = CAUSES[seen.cause]
  if (audience === 'visitor') return part('what now', forVisitor(cause).now, out)
  if (audience === 'caller')
    return [...part('retry?', forCaller(cause).safe, out), ...part('', forCaller(cause).unsafe, out)]
  const could = told.possible.slice(0, 3).map(({ what, tell }) => `${what} (${tell})`)
  return [
    ...part('could be', could.join('; '), out),
    ...part('check', told.check, out),
    ...part('fix', told.fix, out),
    ...command('reproduce', told.scenario === undefined ? undefined : out.command(told.scenario))
  ]
}

function otherLines(seen: readonly Seen[], out: Out): Line[] {
  if (seen.length === 0) return []
  const rows = seen.flatMap(({ cause, count }) =>
    item(`${number(count)} ×`, `${CAUSES[cause].title}  (gatecrash explain ${cause})`, 2, out)
  )
  return [line('Also', 'dim'), ...rows]
}

/** An error log and an access log tell of the same requests. */
function twiceLines(tally: Tally, out: Out): Line[] {
  const products = tally.products.top(50).map(([name]) => name)
  const errors = products.some(name => name.endsWith('error log'))
  const requests = products.some(name => name.includes('access log'))
  return errors && requests
    ? part(
        'twice?',
        'Error log and access log are both in here: one failed request may have a line in each, and is counted in both.',
        out
      )
    : []
}

function unknownLines({ unknown, unknownExample }: Tally, out: Out): Line[] {
  if (unknown === 0 || unknownExample === undefined) return []
  return [
    line(legible(`${many(unknown, 'line')} not understood`, out.unicode), 'warn'),
    ...part('example', cleaned(unknownExample), out)
  ]
}

function whenOf({ first, last }: Seen): string | undefined {
  if (first === undefined) return undefined
  return first === last ? first : `first ${first}, last ${last}`
}

function topOf(top: readonly (readonly [string, number])[], rest: number): string {
  const texts = top.map(([word, count]) => `${word} (${number(count)})`)
  return [...texts, ...(rest > 0 ? [`others (${number(rest)})`] : [])].join(', ')
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}

function many(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}
