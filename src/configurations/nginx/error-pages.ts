import type { Need } from '../configuration.js'
import { hasVariables } from './evaluate.js'
import { findLocation, type Location } from './locations.js'
import { passIn } from './passes.js'
import { fileAt, inPrefix } from './paths.js'
import type { Course } from './request.js'
import { everyEffective } from './scope.js'
import { lastArgs, named } from './walk.js'

/** The files that the error pages of a place are read from, as far as a file is what stands there. */
export function errorPagesOf(course: Course, { scope }: Pick<Location, 'scope'>): Need[] {
  return everyEffective(scope, 'error_page').flatMap(({ args, place }) => {
    const uri = args.at(-1) ?? ''
    const path = uri.startsWith('/') && !uri.includes('$') ? pageAt(uri, course) : undefined
    return path === undefined ? [] : [{ kind: 'file', path, text: PAGE, place }]
  })
}

/** What an error page says that only production has. */
const PAGE = '<!doctype html>\n<title>Error</title>\n<p>An error page that stands in for the one of production.</p>\n'

/** Whether a need is a page that only production has. */
export function isErrorPage(need: Need): need is Extract<Need, { kind: 'file' }> {
  return need.kind === 'file' && need.text === PAGE
}

/** What answers by itself, asks an upstream, or looks elsewhere, reads no file of that name. */
function pageAt(uri: string, course: Course): string | undefined {
  const location = findLocation(course.server.locations, uri)
  const block = location?.block ?? []
  const tries = lastArgs(block, 'try_files')
  const answered = ['return', 'rewrite'].some(name => named(block, name).length > 0) || passIn(block) !== undefined
  if (answered || (tries !== undefined && !tries.includes('$uri'))) return undefined
  const alias = lastArgs(block, 'alias')?.[0]
  return alias === undefined ? fileAt(uri, course, location) : aliased(uri, alias, location)
}

function aliased(uri: string, alias: string, location: Location | undefined): string | undefined {
  if (location === undefined || location.pattern !== undefined || hasVariables(alias)) return undefined
  return inPrefix(alias + uri.slice(location.text.length))
}
