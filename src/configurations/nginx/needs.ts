import { dirname, join, normalize } from 'node:path'
import type { Need, Place } from '../configuration.js'
import { PASSWORDS } from './credentials.js'
import { hasVariables } from './evaluate.js'
import { folderBefore, inPrefix } from './paths.js'
import type { Directive } from './tree.js'
import { everyDirective } from './walk.js'

/** What nginx was built to write to, whatever the configuration says: Debian's folders, and those of nginx.org. */
const BUILT_IN = ['/var/log/nginx', '/var/lib/nginx', '/var/cache/nginx', '/run']

/** What must be there for this configuration to start. `home` is the folder of the main configuration, as nginx sees it. */
export function needsOf(tree: readonly Directive[], home: string, start: Place): Need[] {
  const named = [...everyDirective(tree)].flatMap(directive => READERS.get(directive.name)?.(directive, home) ?? [])
  const pairs = [tree, ...[...everyDirective(tree)].flatMap(({ block }) => (block === undefined ? [] : [block]))]
  const certificates = pairs.flatMap(block => certificatesIn(block, home))
  const folders = BUILT_IN.map(path => ({ kind: 'folder', path, place: start }) as const)
  return eachOnce([...certificates, ...named, ...folders])
}

type Reader = (directive: Directive, home: string) => readonly Need[]

/** Certificates, includes and files of passwords are looked for beside the main configuration; all else in the prefix. */
function beside(path: string, home: string): string {
  return normalize(path.startsWith('/') ? path : join(home, path))
}

/** Keys stand beside their certificates: the first with the first. */
function certificatesIn(block: readonly Directive[], home: string): Need[] {
  return ['ssl', 'proxy_ssl', 'grpc_ssl', 'uwsgi_ssl'].flatMap(prefix => {
    const keys = block.filter(({ name }) => name === `${prefix}_certificate_key`)
    const certificates = block.filter(({ name }) => name === `${prefix}_certificate`)
    return certificates.flatMap(({ args: [path = ''], place }, index): Need[] => {
      const key = keys[index]?.args[0]
      if (!isPath(path)) return []
      return [
        { kind: 'certificate', path: beside(path, home), ...(isPath(key) ? { key: beside(key, home) } : {}), place }
      ]
    })
  })
}

function isPath(text: string | undefined): text is string {
  return text !== undefined && text !== '' && !hasVariables(text) && !/^(?:data|engine|store):/.test(text)
}

const authority: Reader = ({ args: [path], place }, home) =>
  isPath(path) ? [{ kind: 'certificate', path: beside(path, home), place }] : []

function file(text?: string): Reader {
  return ({ args: [path], place }, home) =>
    isPath(path) ? [{ kind: 'file', path: beside(path, home), ...(text === undefined ? {} : { text }), place }] : []
}

const log: Reader = ({ args: [path = ''], place }) => {
  if (['off', 'stderr', ''].includes(path) || /^(?:syslog|memory|gzip):/.test(path)) return []
  const folder = folderBefore(path)
  return folder === undefined
    ? []
    : [{ kind: 'folder', path: folder === path ? dirname(inPrefix(path)) : inPrefix(folder).replace(/\/$/, ''), place }]
}

const folder: Reader = ({ args: [path = ''], place }) => {
  const sure = folderBefore(path)
  return sure === undefined || path === '' || path === 'off'
    ? []
    : [{ kind: 'folder', path: inPrefix(sure).replace(/(.)\/$/, '$1'), place }]
}

/** The alias of an exact location, or of one with an expression, is a file. */
const alias: Reader = (directive, home) => {
  const [path = ''] = directive.args
  return path.endsWith('/') || !/\.\w+$/.test(path) ? folder(directive, home) : log(directive, home)
}

const user: Reader = ({ args: [name = '', group], place }) =>
  name === '' ? [] : [{ kind: 'user', name, group: group ?? name, place }]

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...['ssl', 'proxy_ssl', 'grpc_ssl', 'uwsgi_ssl'].flatMap((prefix): [string, Reader][] => [
    [`${prefix}_trusted_certificate`, authority],
    [`${prefix}_password_file`, file()]
  ]),
  ['ssl_client_certificate', authority],
  [
    'ssl_dhparam',
    ({ args: [path], place }, home) =>
      isPath(path) ? [{ kind: 'dh-parameters', path: beside(path, home), place }] : []
  ],
  ['ssl_session_ticket_key', file('a key of forty-eight bytes, the same in any test')],
  ['auth_basic_user_file', file(PASSWORDS)],
  ['user', user],
  ['error_log', log],
  ['access_log', log],
  ['pid', log],
  ['lock_file', log],
  ['root', folder],
  ['alias', alias],
  ...['proxy', 'fastcgi', 'uwsgi', 'scgi'].flatMap((family): [string, Reader][] => [
    [`${family}_cache_path`, folder],
    [`${family}_temp_path`, folder]
  ]),
  ['client_body_temp_path', folder]
])

/** Each need once; of several that name the same path, the first. */
export function eachOnce(needs: readonly Need[]): Need[] {
  const byKey = new Map<string, Need>()
  for (const need of needs) {
    const key = need.kind === 'user' || need.kind === 'group' ? `${need.kind} ${need.name}` : `path ${need.path}`
    if (!byKey.has(key)) byKey.set(key, need)
  }
  return [...byKey.values()]
}
