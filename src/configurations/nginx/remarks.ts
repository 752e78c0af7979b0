import type { Remark } from '../configuration.js'
import { passIn } from './passes.js'
import type { Directive } from './tree.js'
import { everyDirective, named } from './walk.js'

/** What was seen and cannot be played, or keeps a client of the testbed out. */
export function remarksOf(tree: readonly Directive[]): Remark[] {
  return [...everyDirective(tree)].flatMap(directive => {
    const text = remark(directive)
    return text === undefined ? [] : [{ place: directive.place, text }]
  })
}

function remark({ name, args, block, code }: Directive): string | undefined {
  const [first = ''] = args
  if (name === 'listen' && first.startsWith('unix:')) return `${first} is a unix socket: it is not asked there`
  if (name === 'listen' && args.includes('quic')) return 'HTTP/3 is not asked'
  if (name === 'stream' && block !== undefined) return 'what is in stream { … } is started and not asked'
  if (name === 'mail' && block !== undefined) return 'what is in mail { … } is started and not asked'
  if (code !== undefined || /_by_lua(?:_file)?$/.test(name)) return `${name}: what a script does is not read`
  if (/^js_content$|^perl$/.test(name)) return `${name}: what a script does is not read`
  if (/^(?:memcached|redis2?|srcache|drizzle|postgres)_pass$/.test(name)) return `${name}: this protocol is not played`
  if (block !== undefined && ['server', 'location'].includes(name) && keepsOut(block))
    return 'only some addresses may ask here; the testbed asks from 127.0.0.1'
  return undefined
}

/** Whether rules of access leave out the address of this machine itself. */
function keepsOut(block: readonly Directive[]): boolean {
  const rules = block.filter(({ name }) => name === 'allow' || name === 'deny')
  const deciding = rules.find(({ args: [whom = ''] }) => whom === 'all' || /^(?:127\.|0\.0\.0\.0\/0)/.test(whom))
  // What nobody may ask is no riddle, unless an upstream stands behind it.
  const meant = rules.some(({ name }) => name === 'allow') || passIn(block) !== undefined
  return meant && deciding?.name === 'deny' && named(block, 'satisfy').every(({ args }) => args[0] !== 'any')
}
