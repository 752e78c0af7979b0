import { type Directive, everyDirective, named } from './directive.js'
import { HOME } from './layout.js'
import { loading } from './modules.js'

/** Where it lies for Apache. */
const OWN = `${HOME}/apache2.conf`

/** A main configuration of our own around a piece of one: it loads the modules, and listens where the piece expects to be asked. */
export function ownMain(
  includes: readonly string[],
  modules: readonly string[],
  folder: string,
  piece: readonly Directive[]
): string {
  return `${loading(modules, folder)}ServerName localhost
DefaultRuntimeDir /var/run/apache2
PidFile /var/run/apache2/apache2.pid
User www-data
Group www-data
ErrorLog /var/log/apache2/error.log
LogLevel warn
LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O" common
${portsOf(piece)
  .map(port => `Listen ${port}\n`)
  .join('')}${includes.map(path => `Include "${path.replace(/["\\]/g, '\\$&')}"\n`).join('')}`
}

/** The ports of its virtual hosts, but for those at which it listens by itself. */
function portsOf(piece: readonly Directive[]): string[] {
  const all = [...everyDirective(piece)]
  const listened = named(all, 'listen')
    .filter(({ place }) => place.file !== OWN)
    .flatMap(({ args }) => portIn(args[0] ?? ''))
  const hosts = named(all, 'virtualhost').flatMap(({ args }) => args.flatMap(portIn))
  const wanted = [...new Set(hosts)].filter(port => !listened.includes(port))
  return wanted.length === 0 && listened.length === 0 ? ['80'] : wanted
}

function portIn(address: string): string[] {
  const [, port] = /^(?:.*:)?(\d+)$/.exec(address) ?? []
  return port === undefined ? [] : [port]
}
