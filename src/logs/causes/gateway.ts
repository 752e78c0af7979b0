import type { Causes } from './cause.js'

/** The gateway did not call, or could not. */
export const GATEWAY = {
  'no-healthy-upstream': {
    type: 'destination_unavailable',
    title: 'No upstream is left that the gateway would call',
    means:
      'All of them are marked down, ejected, or there is none at all. Nothing was sent; nginx says 502 for it, most others 503.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['no-healthy-upstream', 'two-dead-upstreams', 'circuit-open', 'crash-loop'],
    check:
      'Ask one past the gateway, with the health check’s own path: `curl -i http://10.0.0.5:9000/health`. In Kubernetes: `kubectl get endpointslices`; HAProxy: `echo "show servers state" | socat - /run/haproxy/admin.sock`.',
    fix: 'What made them fail: the lines before this one say it. Then the check itself, when it asks the wrong path or is too strict.',
    trap: 'nginx with several servers keeps one out for 10 s after a single failure: it goes on saying 502 when all is well again.',
    suspects: [
      {
        what: 'the application is down everywhere',
        tell: 'direct requests fail as well',
        scenarios: ['no-healthy-upstream', 'crash-loop']
      },
      {
        what: 'the health check fails, the application does not',
        tell: 'direct requests succeed, the check’s path does not',
        scenarios: ['no-healthy-upstream']
      },
      {
        what: 'passive: one or two failures took them out for a while',
        tell: 'other errors just before; over after 10 s (nginx), 60 s (Apache)',
        scenarios: ['two-dead-upstreams', 'circuit-open']
      },
      {
        what: 'none is registered: a label, a selector, a scale of 0',
        tell: 'an empty list of endpoints, since a deploy',
        scenarios: ['no-healthy-upstream']
      }
    ]
  },
  'server-down': {
    type: 'destination_unavailable',
    title: 'A server was taken out of the rotation',
    means:
      'Its health check failed, or requests did. With others left nobody notices; with none left every request fails.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['no-healthy-upstream', 'circuit-open', 'two-dead-upstreams'],
    check: 'Ask it past the gateway, with the health check’s own path: `curl -i -m 5 http://10.0.0.5:9000/health`.',
    fix: 'What the reason in the line names: refused, timed out, or a wrong status.',
    trap: 'Switching the checks off: then requests find out.'
  },
  'no-route': {
    type: 'destination_not_found',
    title: 'The gateway has no upstream for this request',
    means: 'No route, host or backend of its configuration fits. Nothing was sent.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['no-route-configured'],
    check:
      'With the host and path of the line: `curl -sI -H "Host: app.example.com" http://127.0.0.1/path`. A typing error in a host, a missing prefix, a configuration that was not loaded.',
    fix: 'The route.',
    trap: 'Looking into the application: it saw nothing.'
  },
  'connection-limit': {
    type: 'connection_limit_reached',
    title: 'The gateway’s own limit of connections or waiting requests is reached',
    means:
      'It would not call, or kept the request in its queue until that took too long. Behind it something is slower than usual.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['connection-limit', 'pool-exhausted'],
    check:
      'How many are open, and how long do they take: `ss -tn "dport = :9000" | wc -l`, and the times in the access log. HAProxy: `echo "show stat" | socat - /run/haproxy/admin.sock`; Envoy: `curl -s localhost:9901/clusters | grep -E "cx_active|rq_pending"`.',
    fix: 'What has become slow: with the usual times the limit was enough. Then the limit, not beyond what the upstream can do.',
    trap: 'A huge limit: it moves the queue into the application, where it costs more.'
  },
  'ports-exhausted': {
    type: 'proxy_internal_error',
    title: 'The gateway has no local port left to call from',
    means: 'Each connection to one address and port takes a local port, for a minute after its end as well.',
    fault: 'gateway',
    reached: 'no',
    scenarios: [],
    check: '`ss -s`, `ss -tan state time-wait | wc -l`, `sysctl net.ipv4.ip_local_port_range`.',
    fix: 'Keep connections to the upstream (`keepalive` in nginx’s upstream block), or more addresses.',
    trap: '`tcp_tw_recycle`: gone since Linux 4.12, and it broke clients behind NAT.'
  },
  'gateway-exhausted': {
    type: 'proxy_internal_error',
    title: 'The gateway itself is out of something: files, connections, memory',
    means: 'It is the gateway that is full, not the upstream.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['gateway-broken'],
    check:
      '`cat /proc/$(pgrep -o nginx)/limits | grep files`, `ls /proc/$(pgrep -o nginx)/fd | wc -l`; `worker_connections` counts both sides of each request.',
    fix: 'The limit (`worker_rlimit_nofile`, `LimitNOFILE=`), and whatever keeps connections open: a slow upstream, a loop.',
    trap: 'Blaming the application. A loop of the gateway to itself looks the same.'
  },
  'gateway-error': {
    type: 'proxy_internal_error',
    title: 'The gateway itself failed',
    means: 'An error inside the gateway, or one that its configuration leads to.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['gateway-broken'],
    check:
      'The lines of its error log around this one, from level `error` upwards; did it restart (`journalctl -u nginx -n 50`)?',
    fix: 'As the line says.'
  },
  misconfigured: {
    type: 'proxy_configuration_error',
    title: 'The gateway’s configuration cannot work like this',
    means:
      'Something that it needs is missing or contradicts itself; the gateway found out at start or at the first request.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['gateway-misconfigured'],
    check:
      '`nginx -t`, `haproxy -c -f /etc/haproxy/haproxy.cfg`, `apachectl configtest`, `caddy validate`, and what was changed last: `git log -p -3`.',
    fix: 'As the line says. `no resolver defined`: a variable in proxy_pass needs `resolver`.',
    trap: 'Restarting what ran: with a broken configuration it does not come up again.'
  },
  loop: {
    type: 'proxy_loop_detected',
    title: 'The request came back to the gateway that had sent it',
    means: 'The gateway is its own upstream, directly or by way of another one.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['proxy-loop'],
    check:
      'Where the upstream’s name leads, from the gateway’s host: `getent hosts app.example.com`. The gateway’s own address, or the CDN in front of it?',
    fix: 'An upstream address that leads past the gateway.'
  },
  'local-answer': {
    type: 'proxy_internal_response',
    title: 'The gateway answered by itself, without asking anyone',
    means: 'A fixed answer, a redirect, a maintenance page, a rule of its configuration.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['maintenance-flag', 'gateway-answers', 'app-503-maintenance'],
    check:
      'Is it meant so: `grep -rnE "return 50[0-9]|maintenance|http-request return" /etc/nginx /etc/haproxy`, and is a flag file lying about?',
    fix: 'Take the flag away, or correct the rule.',
    trap: 'A Retry-After that says nothing: clients then ask at once.'
  },
  'rate-limited': {
    type: 'http_request_denied',
    title: 'Too many requests: a limit refused this one',
    means:
      'A limit of the gateway, or of an application behind it. nginx says 503 for it unless it is told to say 429.',
    fault: 'client',
    reached: 'no',
    scenarios: ['rate-limited-at-gateway', 'rate-limited'],
    check:
      "Who asks so often: `awk '{print $1}' access.log | sort | uniq -c | sort -rn | head`. One address that is a proxy or a NAT stands for many people.",
    fix: 'The one who asks too often; or a limit by user, not by address. `limit_req_status 429`, so that nobody takes it for an outage.',
    trap: 'Retrying at once: it counts as well.'
  },
  denied: {
    type: 'http_request_denied',
    title: 'The gateway refused the request by a rule',
    means: 'An access list, a filter, authentication. The application saw nothing.',
    fault: 'client',
    reached: 'no',
    scenarios: ['request-denied'],
    check:
      'Which rule: the gateway’s configuration for that path, and the address of the client as the gateway sees it (behind a balancer all have the balancer’s).',
    fix: 'The rule, or the request.'
  }
} as const satisfies Causes
