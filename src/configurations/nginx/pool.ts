import type { Setting } from '../configuration.js'
import { effective, everyEffective } from './scope.js'
import type { Facts } from './settings.js'
import { milliseconds } from './time.js'
import type { Directive } from './tree.js'
import { named } from './walk.js'

/** How long a connection to the upstream stays open unused; 0 when something keeps it from staying. */
export function keptConnections(facts: Facts): Setting {
  const { block } = facts
  const keepalive = named(block?.block ?? [], 'keepalive').at(-1)
  if (block === undefined || keepalive === undefined) return { name: 'keepalive', value: 'none', milliseconds: 0 }
  return closes(facts) ?? idle(block, keepalive)
}

function idle(block: Directive, keepalive: Directive): Setting {
  const written = named(block.block ?? [], 'keepalive_timeout').at(-1)
  const value = written?.args[0] ?? '60s'
  const time = milliseconds(value)
  // Where the time is a default, the line that keeps connections at all is the one to look at.
  return {
    name: 'keepalive_timeout',
    value,
    ...(time === undefined ? {} : { milliseconds: time }),
    place: (written ?? keepalive).place
  }
}

/** What closes each connection in spite of keepalive. */
function closes({ family, scope }: Facts): Setting | undefined {
  if (family === 'grpc') return undefined
  if (family !== 'proxy')
    return family === 'fastcgi' && effective(scope, 'fastcgi_keep_conn')?.args[0] === 'on'
      ? undefined
      : closed(`${family}_keep_conn`, 'off')
  const version = effective(scope, 'proxy_http_version')
  if ((version?.args[0] ?? '1.0') === '1.0') return closed('proxy_http_version', '1.0', version)
  const connection = everyEffective(scope, 'proxy_set_header').findLast(
    ({ args }) => args[0]?.toLowerCase() === 'connection'
  )
  const value = connection?.args[1] ?? 'close'
  return value.toLowerCase() === 'close' ? closed('proxy_set_header', 'Connection close', connection) : undefined
}

function closed(name: string, value: string, directive?: Directive): Setting {
  return { name, value, milliseconds: 0, ...(directive === undefined ? {} : { place: directive.place }) }
}

/** For how long a server that failed is left alone; with one server nginx never leaves it alone. */
export function leftAlone({ block }: Facts): Setting | undefined {
  const servers = named(block?.block ?? [], 'server').filter(({ args }) => !args.includes('down'))
  if (servers.length < 2) return undefined
  const written = servers.find(({ args }) => args.some(arg => /^(?:max_fails|fail_timeout)=/.test(arg)))
  const flags = new Map(written?.args.slice(1).map(arg => arg.split('=') as [string, string]))
  const place = written === undefined ? {} : { place: written.place }
  if (flags.get('max_fails') === '0') return { name: 'max_fails', value: '0', milliseconds: 0, ...place }
  const value = flags.get('fail_timeout') ?? '10s'
  const time = milliseconds(value)
  return { name: 'fail_timeout', value, ...(time === undefined ? {} : { milliseconds: time }), ...place }
}
