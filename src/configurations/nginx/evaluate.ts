import { mapped } from './maps.js'
import type { Course } from './request.js'
import { effective } from './scope.js'

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g

/** Whether a text has variables in it. */
export function hasVariables(text: string): boolean {
  return /\$\{?\w/.test(text)
}

/** The names of the variables in a text. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, braced, bare]) => braced ?? bare ?? '')
}

/** A text with the value of every variable in it; undefined when one is not to be known here. */
export function evaluate(text: string, course: Course, depth = 0): string | undefined {
  let known = true
  const value = text.replace(VARIABLE, (_, braced?: string, bare?: string) => {
    const found = depth > 10 ? undefined : variable(braced ?? bare ?? '', course, depth)
    if (found === undefined) known = false
    return found ?? ''
  })
  return known ? value : undefined
}

function variable(name: string, course: Course, depth: number): string | undefined {
  const set = course.variables.get(name)
  if (set !== undefined) return set
  const map = course.maps.get(name)
  if (map === undefined) return ofRequest(name, course)
  const source = evaluate(map.source, course, depth + 1)
  return source === undefined ? undefined : evaluate(mapped(map.entries, source), course, depth + 1)
}

const REQUEST: Readonly<Record<string, (course: Course) => string | undefined>> = {
  args: ({ query }) => query,
  document_uri: ({ uri }) => uri,
  document_root: course => rootOf(course),
  fastcgi_script_name: ({ uri }) => uri,
  host: ({ asked }) => asked.host,
  http_host: ({ asked }) => asked.host,
  https: ({ asked }) => (asked.tls ? 'on' : ''),
  is_args: ({ query }) => (query === '' ? '' : '?'),
  query_string: ({ query }) => query,
  remote_addr: () => '127.0.0.1',
  request_filename: course => `${rootOf(course) ?? ''}${course.uri}`,
  request_method: ({ asked }) => asked.method,
  request_uri: ({ asked }) => asked.path + (asked.query === '' ? '' : `?${asked.query}`),
  scheme: ({ asked }) => (asked.tls ? 'https' : 'http'),
  server_name: ({ server }) => server.names[0],
  server_port: ({ asked }) => String(asked.port),
  uri: ({ uri }) => uri
}

function ofRequest(name: string, course: Course): string | undefined {
  const { fields, query } = course.asked
  const known = REQUEST[name]
  if (known !== undefined) return known(course)
  if (name.startsWith('http_')) return fields[name.slice(5)] ?? ''
  if (name.startsWith('arg_')) return new URLSearchParams(query).get(name.slice(4)) ?? ''
  if (name.startsWith('cookie_'))
    return new RegExp(`(?:^|; )${name.slice(7)}=([^;]*)`).exec(fields.cookie ?? '')?.[1] ?? ''
  return /^(?:\d|content_type|content_length|invalid_referer|slow)$/.test(name) ? '' : undefined
}

function rootOf({ server }: Course): string | undefined {
  return effective(server.scope, 'root')?.args[0]
}
