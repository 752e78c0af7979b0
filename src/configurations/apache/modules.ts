import type { Files } from '../configuration.js'
import type { Directive } from './directive.js'
import { everyDirective } from './directive.js'

/** Where packages put the modules: Debian, Fedora, Arch and httpd's own make install. */
const FOLDERS = [
  '/usr/lib/apache2/modules',
  '/usr/lib64/httpd/modules',
  '/usr/lib/httpd/modules',
  '/usr/local/apache2/modules'
]

/** What Debian builds into the program, and other packages load. */
export const BUILT_IN: readonly string[] = ['core', 'so', 'http', 'watchdog', 'log_config', 'logio', 'version', 'unixd']

/** The folder of this machine in which Apache's modules are. */
export function moduleFolder(files: Files): string {
  return FOLDERS.find(folder => files.exists(`${folder}/mod_proxy.so`)) ?? '/usr/lib/apache2/modules'
}

/** Which module brings what, each behind those that it builds on. A word with a star is a beginning. */
const MODULES: readonly (readonly [string, RegExp])[] = [
  ['authn_core', /^(?:authname|authtype)$/],
  ['authn_file', /^authuserfile$/],
  ['authz_core', /^(?:require|<requireall>|<requireany>|<requirenone>|authmerging)$/],
  ['authz_host', /^require (?:not )?(?:ip|host|local|forward-dns)/],
  ['authz_user', /^require (?:not )?(?:user|valid-user)/],
  ['authz_groupfile', /^authgroupfile$/],
  ['auth_basic', /^(?:authbasic.*|authtype basic)$/],
  ['access_compat', /^(?:order|allow|deny|satisfy)$/],
  ['alias', /^(?:alias.*|redirect.*|scriptalias.*)$/],
  ['dir', /^(?:directoryindex.*|directoryslash|fallbackresource)$/],
  ['mime', /^(?:add(?:type|encoding|handler|charset|language|inputfilter|outputfilter)|typesconfig)$/],
  ['negotiation', /^(?:languagepriority|forcelanguagepriority|cachenegotiateddocs)$/],
  ['setenvif', /^(?:setenvif.*|browsermatch.*)$/],
  ['env', /^(?:setenv|passenv|unsetenv)$/],
  ['headers', /^(?:header|requestheader)$/],
  ['rewrite', /^rewrite.*$/],
  ['deflate', /^(?:deflate.*|\S+ .*\bDEFLATE\b.*)$/i],
  ['brotli', /^(?:brotli.*|\S+ .*\bBROTLI_COMPRESS\b.*)$/i],
  ['filter', /^(?:addoutputfilterbytype|filter.*)$/],
  ['expires', /^expires.*$/],
  ['status', /^(?:extendedstatus|seerequesttail|sethandler "?server-status.*)$/],
  ['info', /^sethandler "?server-info.*$/],
  ['autoindex', /^(?:index.*|addicon.*|adddescription|defaulticon|headername|readmename)$/],
  ['cache', /^cache(?!root|dir|negotiated).*$/],
  ['cache_disk', /^cache(?:root|dir.*)$/],
  ['remoteip', /^remoteip.*$/],
  ['reqtimeout', /^requestreadtimeout$/],
  ['ratelimit', /RATE_LIMIT/],
  ['substitute', /^(?:substitute.*|\S+ .*\bSUBSTITUTE\b.*)$/],
  ['macro', /^(?:<macro>|use|undefmacro)$/],
  ['vhost_alias', /^virtual(?:documentroot|scriptalias).*$/],
  ['allowmethods', /^allowmethods$/],
  ['mime_magic', /^mimemagicfile$/],
  ['userdir', /^userdir$/],
  ['unique_id', /UNIQUE_ID/],
  ['request', /^keptbodysize$/],
  ['lua', /^lua.*$/],
  ['http2', /^(?:h2.*|protocols .*\bh2c?\b.*)$/],
  ['socache_shmcb', /shmcb:/],
  ['ssl', /^ssl.*$/],
  ['slotmem_shm', /balancer:\/\//],
  ['proxy', /^(?:proxy.*|<proxy.*|balancer.*)$|"?proxy:|\[[^\]]*\bP\b[^\]]*\]\s*$/],
  ['proxy_http', /(?:https?|wss?):\/\//],
  ['proxy_wstunnel', /^(?:proxypass|proxypassmatch|balancermember|rewriterule) .*wss?:\/\/|^proxywebsocket.*$/],
  ['proxy_fcgi', /fcgi:\/\/|^proxyfcgi.*$/],
  ['proxy_scgi', /scgi:\/\//],
  ['proxy_uwsgi', /uwsgi:\/\//],
  ['proxy_ajp', /ajp:\/\//],
  ['proxy_http2', /h2c?:\/\//],
  ['proxy_connect', /^allowconnect$/],
  ['proxy_html', /^proxyhtml.*$/],
  ['xml2enc', /^(?:xml2.*|proxyhtml.*)$/],
  ['proxy_balancer', /balancer:\/\/|balancer-manager/],
  ['proxy_hcheck', /hcmethod=|^proxyhc.*$/],
  ['lbmethod_byrequests', /balancer:\/\//],
  ['lbmethod_bytraffic', /lbmethod=bytraffic/],
  ['lbmethod_bybusyness', /lbmethod=bybusyness/],
  ['lbmethod_heartbeat', /lbmethod=heartbeat/]
]

const MPM = 'mpm_event'

/** Whether a module could be loaded from those that come with Apache, and is among those that are known here. */
export function isKnown(module: string): boolean {
  return module === MPM || BUILT_IN.includes(module) || MODULES.some(([name]) => name === module)
}

/** The modules that a configuration uses, in the order in which they are loaded. */
export function modulesFor(tree: readonly Directive[]): string[] {
  const lines = [...everyDirective(tree)].filter(({ name }) => name !== 'loadmodule').map(inShort)
  const used = MODULES.filter(([name, sign]) => lines.some(line => matches(name, sign, line))).map(([name]) => name)
  return [MPM, ...new Set(['authz_core', ...used])]
}

interface Short {
  readonly name: string
  readonly whole: string
}

function inShort({ name, args, block }: Directive): Short {
  const key = block === undefined ? name : `<${name}>`
  return { name: key, whole: `${key} ${args.join(' ')}` }
}

/** The schemes of addresses mean something only where something is passed on. */
function matches(module: string, sign: RegExp, { name, whole }: Short): boolean {
  const passes = /^(?:proxypass(?!reverse)|proxyset|<proxy|balancermember|rewriterule|sethandler|addhandler)/.test(name)
  if (/:\\\/\\\//.test(sign.source) && !passes && !sign.test(name)) return false
  return sign.test(name) || sign.test(whole) || (module === 'proxy' && name.startsWith('<proxy'))
}

/** The lines that load modules. */
export function loading(modules: readonly string[], folder: string): string {
  return modules.map(name => `LoadModule ${name}_module ${folder}/mod_${name}.so\n`).join('')
}
