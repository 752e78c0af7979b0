import type { Finding } from '../core/finding.js'

/** What goes into an error log whose level is warn; nginx writes more for the testbed. */
const WORTH_AN_ERROR_LOG = /^\d{4}\/\d\d\/\d\d [\d:]{8} \[(?:warn|error|crit|alert|emerg)\] /
const ACCESS = /^\S+ - \S+ \[/

/** The two logs of nginx as an operator finds them. The lines are nginx's own. */
export function nginxWritten(lines: readonly string[]): Finding[] {
  const file = (name: string, pattern: RegExp): Finding => ({
    where: 'gateway',
    command: `tail /var/log/nginx/${name}.log`,
    output: lines.filter(line => pattern.test(line)).join('\n')
  })
  return [file('access', ACCESS), file('error', WORTH_AN_ERROR_LOG)]
}
