import type { Causes } from './cause.js'

/** The client’s side of the gateway. */
export const CLIENT = {
  'client-gone': {
    type: 'none',
    title: 'The client left before it had its answer',
    means:
      'Somebody closed the page, or a client’s own limit is shorter than the answer takes. Nobody was told a status; 499, 460, 0 stand in logs only.',
    fault: 'client',
    reached: 'yes',
    scenarios: ['client-gone'],
    check:
      'After how long they left: `grep " 499 " access.log`, with `$request_time` in the format of the log. Always the same number: a limit of the client, or of a balancer in front. All sorts: people who did not want to wait.',
    fix: 'Make it faster, or the limits grow outwards: application below gateway below balancer below client.',
    trap: 'Taking it for a failure of the upstream. It may do the work to its end for nobody, and then for the client’s second try.'
  },
  'slow-client': {
    type: 'http_request_error',
    title: 'The client did not send its request in time',
    means:
      'The request was not complete when the gateway’s limit for it ran out: 408. The application saw nothing, or half of it.',
    fault: 'client',
    reached: 'no',
    scenarios: ['slow-upload'],
    check:
      'Large uploads over slow lines, or many connections that send nothing (scanners, slow attacks): which path, which addresses?',
    fix: 'A longer limit on the upload’s route alone (`client_body_timeout`, HAProxy: `timeout http-request`), or uploads in pieces.',
    trap: 'Raising the upstream’s read timeout: the upstream was not waited for.'
  },
  'too-large': {
    type: 'http_request_error',
    title: 'The request is larger than the gateway takes',
    means: 'The gateway said 413 (414, 431 for its head) by itself.',
    fault: 'client',
    reached: 'no',
    scenarios: ['body-too-large', 'early-413'],
    check:
      'The gateway’s limit: `nginx -T 2>/dev/null | grep -E "client_max_body_size|large_client_header"` (1 MB by default).',
    fix: 'A higher limit on the upload’s route, the same as the application’s.',
    trap: 'No limit anywhere.'
  },
  'bad-request': {
    type: 'http_request_error',
    title: 'The request itself cannot be understood',
    means:
      'Broken or foreign bytes, a missing Host, plain HTTP on a TLS port, a head that is too large. The application saw nothing.',
    fault: 'client',
    reached: 'no',
    scenarios: [],
    check:
      'Who sends it: scanners mostly, and health checks that only connect. From your own client: `curl -v` with the same URL.',
    fix: 'The client; a health check that speaks HTTP.'
  }
} as const satisfies Causes
