import { dirname } from 'node:path'
import type { Need } from '../../configuration.js'
import { addressOf } from '../text/address.js'
import { after, begins, type Line, type Section, type Sections } from '../text/sections.js'
import { certificatesOf, type Ground } from './certificates.js'
import { pageOf } from './pages.js'

/** Everything that must be there so that HAProxy starts: certificates, pages, lists, folders, users. */
export function needsOf(sections: Sections, ground: Ground): Need[] {
  const globals = sections.of('global').flatMap(section => section.lines)
  const based = { ...ground, ...baseFolders(globals) }
  const every = sections.all.flatMap(section => section.lines.flatMap(line => needOf(line, section, based)))
  const key = (need: Need) => `${need.kind} ${'path' in need ? need.path : need.name}`
  return every.filter((need, index) => every.findIndex(other => key(other) === key(need)) === index)
}

function baseFolders(globals: readonly Line[]): Pick<Ground, 'certificates' | 'authorities'> {
  const lastOf = (word: string) => globals.filter(line => begins(line, word)).at(-1)?.words[1]
  const [certificates, authorities] = [lastOf('crt-base'), lastOf('ca-base')]
  return { ...(certificates && { certificates }), ...(authorities && { authorities }) }
}

function needOf(line: Line, section: Section, ground: Ground): Need[] {
  const own = section.kind === 'global' ? globalNeeds(line, ground) : proxyNeeds(line, ground)
  return [...own, ...certificatesOf(line, ground), ...socketNeeds(line), ...listNeeds(line, ground)]
}

function globalNeeds({ words, place }: Line, { absolute }: Ground): Need[] {
  const [word = '', value = '', third] = words
  const path = absolute(value, place.file)
  if (word === 'chroot' || word === 'server-state-base') return [{ kind: 'folder', path, place }]
  if (word === 'pidfile') return [{ kind: 'folder', path: dirname(path), place }]
  if (word === 'user') return [{ kind: 'user', name: value, place }]
  if (word === 'group') return [{ kind: 'group', name: value, place }]
  if (word === 'lua-load' || word === 'lua-load-per-thread') return [{ kind: 'file', path, place }]
  if (word === 'ssl-dh-param-file') return [{ kind: 'dh-parameters', path, place }]
  return word === 'stats' && value === 'socket' && third !== undefined ? socketFolder(third, place) : []
}

function socketFolder(address: string, place: Line['place']): Need[] {
  const read = addressOf(address)
  return read.kind === 'unix' ? [{ kind: 'folder', path: dirname(read.path), place }] : []
}

/** A socket of a bind line lies in a folder, and may belong to somebody. */
function socketNeeds({ words, place }: Line): Need[] {
  const isStats = words[0] === 'stats' && words[1] === 'socket'
  if (words[0] !== 'bind' && !isStats) return []
  const [user, group] = [after(words, 'user'), after(words, 'group')]
  const folders = isStats ? [] : (words[1] ?? '').split(',').flatMap(address => socketFolder(address, place))
  return [
    ...folders,
    ...(user === undefined ? [] : [{ kind: 'user' as const, name: user, place }]),
    ...(group === undefined ? [] : [{ kind: 'group' as const, name: group, place }])
  ]
}

function proxyNeeds({ words, place }: Line, { absolute }: Ground): Need[] {
  const [word = '', status = ''] = words
  const named = word === 'errorfile' ? words[2] : after(words, 'errorfile')
  if (named !== undefined) {
    const code = word === 'errorfile' ? status : (after(words, 'status') ?? after(words, 'deny_status') ?? '500')
    return [{ kind: 'file', path: absolute(named, place.file), text: pageOf(code), place }]
  }
  const body = after(words, 'file') ?? after(words, 'lf-file')
  const answers = word === 'http-error' || /^(?:return|deny|tarpit)$/.test(status)
  return answers && body !== undefined
    ? [{ kind: 'file', path: absolute(body, place.file), text: 'gatecrash\n', place }]
    : []
}

/** Lists and maps that conditions look things up in; empty ones will do. */
function listNeeds({ words, place }: Line, { absolute }: Ground): Need[] {
  const conditional = [
    'acl',
    'use_backend',
    'use-server',
    'http-request',
    'http-response',
    'tcp-request',
    'redirect',
    'server'
  ]
  if (!conditional.includes(words[0] ?? '')) return []
  const lists = words.flatMap((word, index) => (word === '-f' ? [words[index + 1] ?? ''] : []))
  const maps = words.flatMap(word => [...word.matchAll(/\bmap(?:_\w+)?\(([^,)]+)/g)].map(([, path = '']) => path))
  return [...lists, ...maps]
    .filter(path => path !== '')
    .map(path => ({ kind: 'file', path: absolute(path, place.file), place }))
}
