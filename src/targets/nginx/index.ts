import type { Product } from '../product.js'
import type { Said } from '../said.js'
import { LOG_FILE, nginxConfiguration } from './configuration.js'
import { isAccessLine, readNginxLog } from './log.js'
import { NGINX_SAYS } from './words.js'

/** What goes into an error log whose level is warn; nginx writes more for the testbed. */
const WORTH_AN_ERROR_LOG = /^\d{4}\/\d\d\/\d\d [\d:]{8} \[(?:warn|error|crit|alert|emerg)\] /
const ACCESS = /^\S+ - \S+ \[/

/** A real nginx. */
export const nginx: Product = {
  name: 'nginx',
  product: 'nginx',
  programs: ['nginx'],
  version: { args: ['-v'], pattern: /version: [^/\s]+\/(\S+)/ },
  clockGrain: 10,
  limits: ['connect', 'read', 'write', 'keepalive'],
  says: NGINX_SAYS,
  can: { tls: true },
  files: ({ plan, port, asRoot }) => ({ 'nginx.conf': nginxConfiguration(plan, port, asRoot) }),
  // Until it has read its configuration, nginx would log to the place that it was built with.
  args: ({ folder }) => ['-e', 'stderr', '-p', folder, '-c', 'nginx.conf'],
  log: LOG_FILE,
  // It tries a port that is taken for two and a half seconds: who answers there meanwhile is somebody else.
  listens: /: start worker process /,
  ready: 'answers',
  read: (line): Said | undefined => (isAccessLine(line) ? { about: 'request' } : undefined),
  entries: readNginxLog,
  logFiles: [
    { path: '/var/log/nginx/access.log', has: line => ACCESS.test(line) },
    { path: '/var/log/nginx/error.log', has: line => WORTH_AN_ERROR_LOG.test(line) }
  ]
}
