import { formatDuration } from '../../core/duration.js'
import type { Line } from '../../report/layout/line.js'
import type { Out } from '../../report/report.js'
import { type DefaultLimit, limitsAt, multiplesAt, neighboursOf } from '../limits/index.js'
import { heading, item, part } from './sheet.js'

/** Whose limit a duration is. */
export function durationParts({ milliseconds }: { readonly milliseconds: number }, out: Out): Line[][] {
  const limits = limitsAt(milliseconds)
  const multiples = multiplesAt(milliseconds)
  const time = formatDuration(milliseconds)
  if (limits.length + multiples.length === 0) return noLimit(milliseconds, out)
  const names = [...new Set(limits.map(({ who }) => who))]
  return [
    heading(
      time,
      limits.length === 0 ? 'is no limit itself, and a multiple of one' : `is a limit of ${names.join(', ')}`,
      out
    ),
    limits.flatMap(limit => limitLines(limit, out)),
    multiples.flatMap(({ limit, times }) =>
      item(
        `${times} × ${limit.milliseconds / 1000} s`,
        `${limit.who}, ${limit.what}: ${times} servers were tried one after the other`,
        2,
        out
      )
    ),
    part(
      'check',
      'Which of them stands in the way of the request? Do all failures take this long: `awk` the times of the access log. A number that never varies is a limit, not a speed.',
      out
    ),
    part(
      'trap',
      'Raising it. First ask what took so long; and the limits must grow outwards: database below application below gateway below client.',
      out
    )
  ]
}

function limitLines({ who, what, shows }: DefaultLimit, out: Out): Line[] {
  return item(who, `${what}. Shows as: ${shows}`, 2, out)
}

function noLimit(milliseconds: number, out: Out): Line[][] {
  const near = neighboursOf(milliseconds)
  return [
    heading(formatDuration(milliseconds), 'is nobody’s default limit that is known here', out),
    near.flatMap(limit => item(`${limit.milliseconds / 1000} s`, `${limit.who}: ${limit.what}`, 2, out)),
    part(
      'means',
      'A limit never fires early, and hardly late. So this answer came by itself, or from a limit that somebody has set.',
      out
    ),
    part(
      'check',
      '`grep -rnE "timeout" /etc/nginx /etc/haproxy /etc/apache2 2>/dev/null`, and the times of other failures: all the same?',
      out
    )
  ]
}
