import type { Causes } from './cause.js'

/** The upstream could not be reached. */
export const REACHING = {
  refused: {
    type: 'connection_refused',
    title: 'The connection was refused: nothing listens where the gateway calls',
    means: 'The host answered, and no process had the port. Nobody was waited for, and the application saw nothing.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['refused'],
    suspects: [
      {
        what: 'not running, or died at start',
        tell: '`journalctl -u app -n 50`',
        scenarios: ['refused', 'crash-loop']
      },
      {
        what: 'a deploy: traffic before it listens',
        tell: 'only for seconds, right after a start',
        scenarios: ['starting-up', 'rolling-deploy']
      },
      {
        what: 'a supervisor restarts it again and again',
        tell: 'comes and goes; `systemctl status app` counts restarts',
        scenarios: ['restart-flap']
      },
      {
        what: 'another port or address, or 127.0.0.1 inside a container',
        tell: '`ss -ltnp` shows it elsewhere; since a change of configuration',
        scenarios: ['refused']
      }
    ]
  },
  'connect-timeout': {
    type: 'connection_timeout',
    title: 'The connection was never taken: the SYN stays unanswered',
    means: 'No answer at all from that address, not even a refusal. The application saw nothing.',
    fault: 'network',
    reached: 'no',
    scenarios: ['connect-timeout'],
    suspects: [
      {
        what: 'a firewall or security group drops',
        tell: 'every request, since a change; `nc -vz -w 3` from the gateway times out',
        scenarios: ['connect-timeout']
      },
      {
        what: 'the accept queue is full',
        tell: 'only under load; `ss -ltn` shows Recv-Q as large as Send-Q',
        scenarios: ['accept-queue-full', 'connect-timeout']
      },
      {
        what: 'the machine is gone, or its address is stale',
        tell: 'one address only; `dig` says another one',
        scenarios: ['host-lost', 'stale-dns', 'connect-timeout']
      }
    ]
  },
  unroutable: {
    type: 'destination_ip_unroutable',
    title: 'No route to the upstream’s address',
    means: 'The network says at once that nobody can get there. The application saw nothing.',
    fault: 'network',
    reached: 'no',
    scenarios: ['unroutable'],
    check:
      'From the gateway’s host: `ip route get 10.0.0.5`. No route, a VPN that is down, a wrong subnet; for an IPv6 address, a host without IPv6.',
    fix: 'The route, or the right address. For a name with an AAAA record and no way there: ask for IPv4 only.',
    trap: 'A firewall that drops looks different: it costs the whole connect timeout.'
  },
  'prohibited-address': {
    type: 'destination_ip_prohibited',
    title: 'The gateway must not call that address',
    means: 'The name resolved to an address on a list of forbidden ones. Nothing was sent.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['prohibited-address'],
    check:
      '`dig +short app.internal`, and compare with the list in the gateway’s configuration. A public name that resolves to a private address may be an attack.',
    fix: 'The name’s record, or the list.'
  },
  'unknown-host': {
    type: 'dns_error',
    title: 'The upstream’s name does not exist',
    means: 'The resolver answered, and said no. Nothing was sent.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['unknown-host'],
    check:
      'From the gateway’s host or container, with its resolver: `getent hosts app.internal`, `dig app.internal`. A typing error, another namespace or network, a service that was removed.',
    fix: 'The name, or the network that the gateway is in. nginx resolves a plain name once, at start: a name that comes later needs `resolver` and a variable.',
    trap: 'Writing the address instead: it works until the address changes.'
  },
  'dns-failure': {
    type: 'dns_error',
    title: 'The resolver could not tell the upstream’s address',
    means: 'The name may exist; the resolver failed (SERVFAIL, REFUSED, temporary failure). Nothing was sent.',
    fault: 'network',
    reached: 'no',
    scenarios: ['dns-servfail'],
    check:
      '`cat /etc/resolv.conf`, then ask each server in it: `dig @10.0.0.2 app.internal`. In Kubernetes: `kubectl -n kube-system logs -l k8s-app=kube-dns --tail 50`.',
    fix: 'The resolver; and two of them.',
    trap: 'Timeouts of the gateway: no connection was tried.'
  },
  'dns-timeout': {
    type: 'dns_timeout',
    title: 'No resolver answered for the upstream’s name',
    means: 'The gateway waited for a name, not for the application. nginx says 502 for it, where RFC 9209 says 504.',
    fault: 'network',
    reached: 'no',
    scenarios: ['dns-timeout'],
    check:
      '`dig +time=2 @10.0.0.2 app.internal` with the resolver of the gateway’s configuration: does UDP 53 get through?',
    fix: 'The resolver, or the rule for port 53; and a second resolver.',
    trap: 'Raising the read timeout: no connection was tried.'
  },
  'socket-missing': {
    type: 'connection_refused',
    title: 'The unix socket is not there',
    means: 'The path in the gateway’s configuration does not exist. The application saw nothing.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['socket-missing'],
    check:
      '`ss -xlp | grep -F .sock` and `grep -rn "^listen" /etc/php/*/fpm/pool.d/`: is it the same path, and does the process run?',
    fix: 'The same path on both sides; start what makes the socket.',
    trap: '`chmod 777 /run` changes nothing about a file that is not there. After an upgrade the version is in the path: php8.2-fpm.sock.'
  },
  'socket-forbidden': {
    type: 'connection_refused',
    title: 'The gateway may not open the connection',
    means: 'The socket is there, and its mode, owner or a policy (SELinux, AppArmor) forbids it to the gateway’s user.',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['socket-forbidden'],
    check:
      '`namei -l /run/php/php-fpm.sock`, then `ausearch -m avc -ts recent`. For a TCP address it is SELinux: `getsebool httpd_can_network_connect`.',
    fix: 'The socket’s group and mode (`listen.owner`, `listen.mode = 0660`), or `setsebool -P httpd_can_network_connect 1`.',
    trap: 'Running the gateway as root, or the socket with 0777.'
  },
  'queue-full': {
    type: 'connection_timeout',
    title: 'The unix socket’s queue is full',
    means:
      'More connections wait than the application takes. On a unix socket the kernel says so at once, instead of dropping the SYN.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['accept-queue-full', 'pool-exhausted'],
    check:
      '`ss -xl | grep -F .sock`: Recv-Q as large as Send-Q. Then what holds the workers: the slow log, `server reached pm.max_children`.',
    fix: 'What holds the workers; then their number, and the backlog with net.core.somaxconn.',
    trap: 'A longer backlog alone: it only hides the wait.'
  },
  'connect-failed': {
    type: 'unknown',
    title: 'The connection to the upstream did not come to stand',
    means: 'Refused, unanswered, no route, or a TLS handshake that failed: this line does not say which.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['refused', 'connect-timeout'],
    check:
      'From the gateway’s host: `nc -vz -w 3 10.0.0.5 9000`. `refused`: nobody listens. `timed out`: a firewall drops, or the queue is full. `succeeded`, and TLS to the upstream: `openssl s_client -connect 10.0.0.5:9000`.',
    suspects: [
      {
        what: 'refused: nobody listens',
        tell: 'fails within milliseconds, or after the retries (HAProxy: 3 s)',
        scenarios: ['refused']
      },
      {
        what: 'never answered: a firewall, a full queue',
        tell: 'fails after exactly the connect timeout',
        scenarios: ['connect-timeout']
      },
      {
        what: 'TLS to the upstream failed',
        tell: 'the address is https, or the server line says ssl',
        scenarios: ['tls-plaintext', 'tls-expired']
      }
    ]
  }
} as const satisfies Causes
