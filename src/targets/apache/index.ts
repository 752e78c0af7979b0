import type { Product } from '../product.js'
import { always } from '../words.js'
import { apacheConfiguration, LOG_FILE } from './configuration.js'
import { isAccessLine, readApacheLine, readApacheLog } from './log.js'

/** Under this the watchdog that asks for health has no smaller step. */
const SHORTEST_CHECK = 100

/** What goes into an error log whose level is warn; Apache writes more for the testbed. */
const WORTH_AN_ERROR_LOG = /^\[[^\]]+\] \[\w*:(?:warn|error|crit|alert|emerg)\] /

/** Apache httpd with mod_proxy_http: one child, and threads in it. */
export const apache: Product = {
  name: 'apache',
  product: 'Apache httpd',
  programs: ['apache2', 'httpd'],
  version: { args: ['-v'], pattern: /version: Apache\/(\d\S*)/ },
  clockGrain: 1,
  limits: ['connect', 'read', 'keepalive'],
  says: {
    upstreams: always,
    balance: always,
    limit: always,
    answer: always,
    // A balancer goes on to its next member when one cannot be connected to; what was sent is never sent again.
    retry: ({ words: { retry } }) => (retry === 0 ? undefined : 'retry of a request that was sent'),
    health: ({ words: { health } }) =>
      (health?.every ?? 0) < SHORTEST_CHECK ? `health checks more often than each ${SHORTEST_CHECK} ms` : undefined,
    request: ({ words: { request = 0 } }) =>
      request % 1000 === 0 ? undefined : 'a request limit of other than whole seconds'
  },
  can: { notices: true, tls: true, limitsInSteps: { read: 1000, keepalive: 1000 } },
  files: setup => ({ 'httpd.conf': apacheConfiguration(setup) }),
  args: ({ folder }) => ['-D', 'FOREGROUND', '-d', folder, '-f', 'httpd.conf'],
  log: LOG_FILE,
  ready: 'answers',
  read: readApacheLine,
  entries: readApacheLog,
  logFiles: [
    { path: '/var/log/apache2/access.log', has: isAccessLine },
    { path: '/var/log/apache2/error.log', has: line => WORTH_AN_ERROR_LOG.test(line) }
  ]
}
