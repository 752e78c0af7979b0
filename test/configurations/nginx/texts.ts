import type { Configuration, Files, Route } from '../../../src/configurations/configuration.js'
import { fitsSegment } from '../../../src/configurations/glob.js'
import { nginxDialect } from '../../../src/configurations/nginx/index.js'

/** Files that are texts of a test, by absolute path. */
export function textFiles(texts: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(texts).sort()
  const isFolder = (path: string) => paths.some(each => each.startsWith(`${path}/`))
  return {
    read: path => texts[path],
    isFolder,
    exists: path => path in texts || isFolder(path),
    glob: pattern => paths.filter(path => fits(path, pattern))
  }
}

function fits(path: string, pattern: string): boolean {
  const [segments, globs] = [path.split('/'), pattern.split('/')]
  return (
    segments.length === globs.length && segments.every((segment, index) => fitsSegment(segment, globs[index] ?? ''))
  )
}

/** What is understood of an nginx.conf, and of the files beside it by their paths from its folder. */
export function read(text: string, others: Readonly<Record<string, string>> = {}): Configuration {
  const beside = Object.entries(others).map(([path, other]) => [path.startsWith('/') ? path : `/app/${path}`, other])
  return nginxDialect.read('/app/nginx.conf', textFiles({ '/app/nginx.conf': text, ...Object.fromEntries(beside) }))
}

/** What is understood of the http block of a configuration. */
export function readHttp(text: string): Configuration {
  return read(`events {}\nhttp {\n${text}\n}\n`)
}

/** Where each route leads: its id, what is asked for, and the names of the upstreams. */
export function ways(configuration: Configuration): string[] {
  return configuration.routes.map(route => `${route.id}: ${way(route)} -> ${namesOf(route)}`)
}

function way({ listener, host, path, method, fields }: Route): string {
  const scheme = listener.tls ? 'https' : 'http'
  const rest = fields.length === 0 ? '' : ` [${fields.join(' ')}]`
  return `${method === undefined ? '' : `${method} `}${scheme}://${host}:${listener.port}${path}${rest}`
}

function namesOf({ upstreams }: Route): string {
  return upstreams
    .map(({ protocol, name, host, port, socket }) => `${protocol} ${socket === undefined ? `${host}:${port}` : name}`)
    .join(', ')
}
