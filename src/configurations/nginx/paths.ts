import { join, normalize } from 'node:path'
import { evaluate, hasVariables } from './evaluate.js'
import type { Location } from './locations.js'
import type { Course } from './request.js'
import { effective } from './scope.js'

/** Where Debian's nginx looks for what has no absolute path, but for what belongs to the configuration. */
const PREFIX = '/usr/share/nginx'

/** A path of logs, roots and temporary files. */
export function inPrefix(path: string): string {
  return normalize(path.startsWith('/') ? path : join(PREFIX, path))
}

/** The part of a path without variables that is surely a folder. */
export function folderBefore(path: string): string | undefined {
  if (!hasVariables(path)) return path
  const folder = path.slice(0, path.indexOf('$')).replace(/[^/]*$/, '')
  return folder === '' || folder === '/' ? undefined : folder
}

/** The file that a location has for a path; undefined where that cannot be known. */
export function fileAt(uri: string, course: Course, location: Location | undefined): string | undefined {
  const scope = location?.scope ?? course.server.scope
  const root = evaluate(effective(scope, 'root')?.args[0] ?? 'html', course)
  return root === undefined ? undefined : inPrefix(`${root}/${uri}`)
}
