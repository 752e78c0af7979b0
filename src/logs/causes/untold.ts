import type { Causes } from './cause.js'

/** A status that stands alone: the line does not say why. */
export const UNTOLD = {
  'bad-gateway': {
    type: 'unknown',
    title: '502: what came back from behind could not be used, or nobody could be reached',
    means: 'The number alone does not say why. The gateway’s error log at the same second says why.',
    fault: 'upstream',
    reached: 'maybe',
    scenarios: ['refused', 'crash'],
    check:
      '`curl -sv -o /dev/null -w "%{http_code} %{time_total}\\n" http://127.0.0.1:9000/` past the gateway. `refused`: not running. Exit code 52 or 56: it closes. 200: read the gateway’s error log.',
    trap: 'Raising timeouts: a 502 mostly waited for nobody.',
    suspects: [
      { what: 'nobody listens', tell: 'every request, within milliseconds', scenarios: ['refused'] },
      {
        what: 'it dies, or closes, before it answers',
        tell: 'some requests; a death in its log',
        scenarios: ['crash', 'empty-reply']
      },
      {
        what: 'an idle connection was just being closed',
        tell: 'rare, mostly POST, more at low traffic',
        scenarios: ['keepalive-race-post']
      },
      { what: 'its worker was killed', tell: 'at a round number of seconds', scenarios: ['worker-timeout-kill'] },
      {
        what: 'an answer that is no valid HTTP, or too large a head',
        tell: 'one route, or one user',
        scenarios: ['malformed-headers', 'big-header']
      },
      { what: 'the application said 502 itself', tell: 'a line with 502 in its own log', scenarios: ['app-502'] }
    ]
  },
  unavailable: {
    type: 'unknown',
    title: '503: nobody to ask right now, or not willing to',
    means:
      'The number alone does not say why. Maintenance, nothing healthy behind, a limit; on HAProxy, Apache, Envoy and Varnish also a connection that failed.',
    fault: 'upstream',
    reached: 'maybe',
    scenarios: ['no-healthy-upstream', 'connection-limit', 'refused'],
    check:
      'Who says it: `curl -sI http://127.0.0.1/ | grep -iE "^(server|via|retry-after|proxy-status)"`. Then the health of the targets, a maintenance flag, limits. Past the gateway: `curl -i http://127.0.0.1:9000/`.',
    trap: 'Reading it as “overloaded”: on HAProxy and Envoy a process that is not running says 503 as well.',
    suspects: [
      {
        what: 'no upstream is healthy',
        tell: 'every request, at once; the health checks’ log',
        scenarios: ['no-healthy-upstream', 'circuit-open']
      },
      {
        what: 'refused or unanswered (HAProxy, Apache, Envoy, Varnish)',
        tell: 'direct requests fail',
        scenarios: ['refused', 'connect-timeout']
      },
      {
        what: 'maintenance',
        tell: 'Retry-After, a page that says so, a flag file',
        scenarios: ['app-503-maintenance', 'maintenance-flag']
      },
      {
        what: 'a limit of requests or connections',
        tell: 'only under load, only some clients',
        scenarios: ['connection-limit', 'rate-limited-at-gateway']
      }
    ]
  },
  'gateway-timeout': {
    type: 'unknown',
    title: '504: the gateway waited as long as it is allowed to',
    means:
      'The number alone does not say why. The question is whether the connection stood (then it is slow) or not (then it is the network).',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['slow-db', 'hang', 'connect-timeout'],
    check:
      'Past the gateway: `curl -m 300 -o /dev/null -w "connect %{time_connect} first byte %{time_starttransfer} %{http_code}\\n" http://127.0.0.1:9000/`. No connect: a firewall or a full queue. A late first byte: slow. Never: it hangs.',
    trap: 'Raising the timeout: the work stays slow, and holds a worker for longer.',
    suspects: [
      {
        what: 'a slow query or a lock',
        tell: 'one route, always after the same time; the application’s log has the request, late',
        scenarios: ['slow-db', 'db-lock']
      },
      { what: 'all workers are busy', tell: 'every route, also the health check', scenarios: ['pool-exhausted'] },
      { what: 'a third party is slow', tell: 'one route; CPU and database idle', scenarios: ['slow-third-party'] },
      { what: 'it hangs', tell: 'no line in the application’s log', scenarios: ['hang', 'event-loop-blocked'] },
      {
        what: 'the SYN is not answered',
        tell: 'the connect timeout, on every request; the application saw nothing',
        scenarios: ['connect-timeout']
      },
      { what: 'the application said 504 itself', tell: 'a line with 504 in its own log', scenarios: ['app-504'] }
    ]
  },
  'edge-error': {
    type: 'unknown',
    title: '520: the origin’s answer was empty, unknown or unexpected',
    means:
      'Cloudflare reached the origin, and what came was no answer that it could use: closed without a word, a header over 128 KB, broken HTTP.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['empty-reply', 'reset-before-reply', 'big-header'],
    check:
      'Past the edge, on the origin’s own address: `curl -sv --resolve app.example.com:443:203.0.113.5 https://app.example.com/ -o /dev/null`. The origin’s error log at the same second.',
    fix: 'What the origin’s log names: a crash, a header that grew, a keep-alive that is too short.',
    trap: 'An origin that lets in only the edge proves nothing by refusing you.',
    suspects: [
      { what: 'it died or closed before it answered', tell: 'a death in its log', scenarios: ['crash', 'empty-reply'] },
      { what: 'a header that is too large', tell: 'some users only', scenarios: ['big-header'] },
      { what: 'an answer that is no valid HTTP', tell: 'one route', scenarios: ['malformed-headers'] }
    ]
  }
} as const satisfies Causes
