import type { Place } from '../../configurations/configuration.js'
import type { Finding } from '../findings/index.js'
import { fileFrom } from './places.js'
import type { CheckResult } from './result.js'

/** Lines that make GitHub show remarks beside the lines of a configuration. `root` is the folder of the repository. */
export function githubAnnotations(result: CheckResult, root: string): string {
  const broken = result.broken.map(({ rule, place, route, failure, expected, found }) =>
    annotation('error', place, rule, `${route} on ${failure}: expected ${expected}, found ${found}`, root)
  )
  const changed = result.changes.map(text =>
    annotation('error', placeOf(text, result), 'Changed since the lock', text, root)
  )
  const findings = result.findings.flatMap(finding => findingLines(finding, result, root))
  return [...broken, ...changed, ...findings].map(each => `${each}\n`).join('')
}

type Level = 'error' | 'warning' | 'notice'

const LEVELS = { danger: 'warning', warning: 'warning', note: 'notice' } as const

/** One for each line on which its setting stands; for a default, one on its first route. */
function findingLines(finding: Finding, { configuration }: CheckResult, root: string): string[] {
  const { severity, title, happened, fix, routes, places } = finding
  const first = configuration.routes.find(({ id }) => id === routes[0])
  const shown = places.length > 0 ? places : [first?.place]
  const text = `on ${routes.join(', ')}: ${happened}\nusual fix:\n${fix}`
  return shown.map(place => annotation(LEVELS[severity], place, title, text, root))
}

/** The route that a change is about. Of those whose names begin alike, the longest. */
function placeOf(change: string, { configuration }: CheckResult): Place | undefined {
  const named = configuration.routes.filter(({ id }) => change.startsWith(`${id} on `))
  return named.toSorted((a, b) => b.id.length - a.id.length)[0]?.place
}

function annotation(level: Level, place: Place | undefined, title: string, text: string, root: string): string {
  const where = place === undefined ? {} : { file: fileFrom(root, place.file), line: String(place.line) }
  const properties = Object.entries({ ...where, title }).map(([name, value]) => `${name}=${escapedProperty(value)}`)
  return `::${level} ${properties.join(',')}::${escapedData(text)}`
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
