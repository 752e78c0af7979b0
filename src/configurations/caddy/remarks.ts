import type { Remark } from '../configuration.js'
import type { Directive } from './text/tree.js'
import { everyLine } from './walk.js'

/** What is said in a Caddyfile that cannot be played, or not quite as it will be. */
export function remarksOf(tree: readonly Directive[]): Remark[] {
  return [...everyLine(tree)].flatMap(line => {
    const text = textFor(line)
    return text === undefined ? [] : [{ place: line.place, text }]
  })
}

function textFor({ name, args }: Directive): string | undefined {
  if (name === 'basicauth' || name === 'basic_auth')
    return `${name}: nobody knows the password; what lies behind it answers 401`
  if (name === 'client_auth') return 'client_auth: our client has no certificate'
  if (name === 'dns') return `dns ${args[0] ?? ''}: certificates come from us, and no name server is asked for them`
  if (name === 'dynamic' && args[0] !== 'a')
    return `dynamic ${args[0] ?? ''}: the upstreams are only known while Caddy runs; not played`
  return name === 'health_body' ? 'health_body: the fake upstream answers a health check with an empty body' : undefined
}
