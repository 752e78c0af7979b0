import { join } from 'node:path'
import type { Files } from '../configuration.js'

const SECTION =
  /^[ \t]*(?:(?:global|defaults)(?:[ \t]+[\w.:-]+)?|(?:frontend|backend|listen)[ \t]+[\w.:-]+)(?:[ \t]+from[ \t]+[\w.:-]+)?[ \t]*(?:#.*)?$/m
const KEYWORD =
  /^[ \t]*(?:bind|server|server-template|mode|timeout|balance|use_backend|default_backend|option|maxconn|log|daemon|stats|http-request)[ \t]*(?:[^;{\n]*)$/m
// nginx, VCL and Caddy open blocks with a brace at the end of a line; Apache has tags.
const OTHERS =
  /^[ \t]*(?:vcl[ \t]+[\d.]+;|sub[ \t]+\w+|(?:http|server|events|location|upstream|backend|stream)\b[^\n]*\{[ \t]*(?:#.*)?$|<\/?[A-Za-z])/m

/** Whether a text is a configuration of HAProxy. */
export function isHaproxy(text: string): boolean {
  return SECTION.test(text) && KEYWORD.test(text) && !OTHERS.test(text)
}

/** The file to read, or the folder where HAProxy reads all of it in order; undefined when this is none of its own. */
export function recognise(path: string, files: Files): string | undefined {
  if (!files.isFolder(path)) return isHaproxyFile(path, files) ? path : undefined
  const main = join(path, 'haproxy.cfg')
  if (files.exists(main)) return files.glob(join(path, 'conf.d', '*.cfg')).length > 0 ? path : main
  const parts = files.glob(join(path, '*.cfg'))
  const [first] = parts
  if (first === undefined || !parts.some(each => isHaproxyFile(each, files))) return undefined
  return parts.length === 1 ? first : path
}

function isHaproxyFile(path: string, files: Files): boolean {
  const text = files.read(path)
  return text !== undefined && isHaproxy(text)
}
