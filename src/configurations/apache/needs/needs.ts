import { dirname, join, normalize } from 'node:path'
import type { Need, Place } from '../../configuration.js'
import { PASSWORDS } from '../credentials.js'
import { type Directive, everyDirective, named } from '../directive.js'

/** What must be there for this configuration to start. `home` is its ServerRoot. */
export function needsOf(tree: readonly Directive[], home: string, start: Place): Need[] {
  const found = [...everyDirective(tree)].flatMap(directive => READERS.get(directive.name)?.(directive, home) ?? [])
  const blocks = [tree, ...[...everyDirective(tree)].flatMap(({ block }) => (block === undefined ? [] : [block]))]
  const certificates = blocks.flatMap(block => certificatesIn(block, home))
  const folders = BUILT_IN.map(path => ({ kind: 'folder', path, place: start }) as const)
  // Where nobody says another one, locks and the number of the process go there.
  const runtime =
    named(tree, 'defaultruntimedir').length > 0
      ? []
      : [{ kind: 'folder', path: join(home, 'logs'), place: start } as const]
  return eachOnce([...certificates, ...found, ...folders, ...runtime])
}

/** Debian's envvars names them, and its packages make them. */
const BUILT_IN = ['/var/log/apache2', '/run/apache2', '/run/lock/apache2']

type Reader = (directive: Directive, home: string) => readonly Need[]

function absolute(path: string, home: string): string {
  return normalize(path.startsWith('/') ? path : join(home, path))
}

/** Keys stand beside their certificates: the first with the first. */
function certificatesIn(block: readonly Directive[], home: string): Need[] {
  const keys = named(block, 'sslcertificatekeyfile')
  return named(block, 'sslcertificatefile').map(({ args: [path = ''], place }, index): Need => {
    const key = keys[index]?.args[0]
    return {
      kind: 'certificate',
      path: absolute(path, home),
      ...(key !== undefined && { key: absolute(key, home) }),
      place
    }
  })
}

const authority: Reader = ({ args: [path = ''], place }, home) =>
  path === '' ? [] : [{ kind: 'certificate', path: absolute(path, home), place }]

const folder: Reader = ({ args: [path = ''], place }, home) =>
  path === '' ? [] : [{ kind: 'folder', path: absolute(path, home).replace(/(.)\/$/, '$1'), place }]

function file(text?: string): Reader {
  return ({ args: [path = ''], place }, home) =>
    path === '' ? [] : [{ kind: 'file', path: absolute(path, home), ...(text !== undefined && { text }), place }]
}

/** A log may go to a program or to syslog as well. */
const log: Reader = ({ args: [path = ''], place }, home) =>
  path === '' || /^(?:\||syslog|journald|\/dev\/|\/proc\/)/.test(path)
    ? []
    : [{ kind: 'folder', path: dirname(absolute(path, home)), place }]

/** shmcb:/path(size), file:/path, dbm:/path. */
const inside: Reader = ({ args, place }, home) =>
  args.flatMap(arg => {
    const [, kind = '', path] = /^(\w+):([^(]+)/.exec(arg) ?? []
    if (path === undefined || /^(?:dc|memcache|redis)$/.test(kind)) return []
    return [
      { kind: 'folder' as const, path: kind === 'file' ? absolute(path, home) : dirname(absolute(path, home)), place }
    ]
  })

const rewriteMap: Reader = ({ args: [, source = ''], place }, home) => {
  const [, path] = /^(?:txt|rnd):(.+)$/.exec(source) ?? []
  return path === undefined ? [] : [{ kind: 'file', path: absolute(path, home), place }]
}

const passPhrase: Reader = ({ args: [source = ''], place }) => {
  const [, path] = /^(?:exec:|\|)(\S+)/.exec(source) ?? []
  return path === undefined ? [] : [{ kind: 'file', path, place }]
}

/** A number stands for somebody whom everybody knows. */
const user: Reader = ({ args: [name = ''], place }) =>
  name === '' || name.startsWith('#') ? [] : [{ kind: 'user', name, place }]
const group: Reader = ({ args: [name = ''], place }) =>
  name === '' || name.startsWith('#') ? [] : [{ kind: 'group', name, place }]

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['sslcertificatechainfile', authority],
  ['sslcacertificatefile', authority],
  ['sslproxycacertificatefile', authority],
  ['sslproxymachinecertificatefile', authority],
  ['sslcarevocationfile', file()],
  ['sslcacertificatepath', folder],
  ['documentroot', folder],
  ['cacheroot', folder],
  ['defaultruntimedir', folder],
  ['coredumpdirectory', folder],
  ['errorlog', log],
  ['customlog', log],
  ['transferlog', log],
  ['forensiclog', log],
  ['rewritelog', log],
  ['pidfile', log],
  ['scoreboardfile', log],
  ['mutex', inside],
  ['sslmutex', inside],
  ['sslsessioncache', inside],
  ['sslstaplingcache', inside],
  ['rewritemap', rewriteMap],
  ['sslpassphrasedialog', passPhrase],
  ['authuserfile', file(PASSWORDS)],
  ['authgroupfile', file()],
  ['typesconfig', file('text/html html htm\ntext/css css\ntext/javascript js\nimage/png png\n')],
  ['mimemagicfile', file()],
  ['user', user],
  ['suexecusergroup', user],
  ['group', group]
])

/** Each need once; of several that name the same path, the first. */
function eachOnce(needs: readonly Need[]): Need[] {
  const key = (need: Need) => ('path' in need ? `path ${need.path}` : `${need.kind} ${need.name}`)
  return [...new Map(needs.toReversed().map(need => [key(need), need])).values()].toReversed()
}
