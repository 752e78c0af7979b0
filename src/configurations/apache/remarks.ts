import type { Remark } from '../configuration.js'
import { type Directive, everyDirective, named } from './directive.js'

/** What was seen and cannot be played, or keeps a client of the testbed out. */
export function remarksOf(tree: readonly Directive[]): Remark[] {
  return [...everyDirective(tree)].flatMap(directive => {
    const text = remark(directive)
    return text === undefined ? [] : [{ place: directive.place, text }]
  })
}

function remark({ name, args, written, block }: Directive): string | undefined {
  const address = args.find(arg => /^(?:proxy:)?(?:ajp|ftp|connect):\/\//i.test(arg))
  if (address !== undefined && /^(?:proxypass|balancermember|sethandler)/.test(name))
    return `${address}: this protocol is not played`
  if (name === 'proxyrequests' && args[0]?.toLowerCase() === 'on')
    return 'ProxyRequests On: the client names the upstream; not played'
  if (/^(?:wsgi|passenger|jk)/.test(name)) return `${written}: what this module does is not read`
  if (/^lua/.test(name)) return `${written}: what a script does is not read`
  if (name === 'allowoverride' && args[0] !== undefined && !/^none$/i.test(args[0])) return undefined
  if (block !== undefined && keepsOut(block)) return 'only some addresses may ask here; the testbed asks from 127.0.0.1'
  return undefined
}

/** Whether rules of access leave out the address of this machine itself. */
function keepsOut(block: readonly Directive[]): boolean {
  const rules = named(block, 'require').map(({ args }) => args.join(' ').toLowerCase())
  return rules.length > 0 && rules.every(rule => /^ip /.test(rule) && !/\b127\.|0\.0\.0\.0\/0/.test(rule))
}
