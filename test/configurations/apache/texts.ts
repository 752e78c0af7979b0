import { apacheDialect } from '../../../src/configurations/apache/index.js'
import type { Configuration, Route } from '../../../src/configurations/configuration.js'
import { textFiles } from '../nginx/texts.js'

/** What is understood of a file in sites-available, and of the files beside it by their paths from that folder. */
export function read(text: string, others: Readonly<Record<string, string>> = {}): Configuration {
  return readAs('/app/site.conf', text, others)
}

/** What is understood of a file at that path, and of the files beside it in /app. */
export function readAs(path: string, text: string, others: Readonly<Record<string, string>> = {}): Configuration {
  const beside = Object.entries(others).map(([name, other]) => [name.startsWith('/') ? name : `/app/${name}`, other])
  return apacheDialect.read(path, textFiles({ [path]: text, ...Object.fromEntries(beside) }))
}

/** What is understood of what stands in one virtual host. */
export function readHost(text: string): Configuration {
  return read(`<VirtualHost *:80>\nServerName a.test\n${text}\n</VirtualHost>\n`)
}

/** The only route of a virtual host. */
export function routeOf(text: string): Route {
  const [route, ...others] = readHost(text).routes
  if (route === undefined || others.length > 0) throw new Error(`${others.length + 1} routes`)
  return route
}
