/** What a status says before anything is known of a case. */
export interface StatusWords {
  readonly name: string
  /** Which party says it. */
  readonly who: string
  /** How it differs from what it is mistaken for. */
  readonly neighbour: string
}

const CLOUDFLARE = 'Cloudflare’s edge, of the origin. 520 to 526 and 530 exist nowhere else.'

/** Statuses that gateways and their logs use. */
export const STATUSES: Readonly<Record<number, StatusWords>> = {
  400: {
    name: 'Bad Request',
    who: 'The gateway, or the application.',
    neighbour: 'A 4xx is about the request: sending it again unchanged does not help.'
  },
  408: {
    name: 'Request Timeout',
    who: 'The gateway: the request did not come in time.',
    neighbour: '504 is the other side: there the upstream was waited for.'
  },
  413: {
    name: 'Content Too Large',
    who: 'The gateway’s own limit (nginx: 1 MB), or the application’s.',
    neighbour: 'When the application closes early instead of reading on, the same upload shows as 502.'
  },
  429: {
    name: 'Too Many Requests',
    who: 'A limit of the gateway, or of the application.',
    neighbour: 'nginx’s limit_req says 503 unless it is told to say 429.'
  },
  431: {
    name: 'Request Header Fields Too Large',
    who: 'The gateway, or the application server (Node: 16 KB).',
    neighbour: 'A head of the answer that is too large is a 502.'
  },
  444: {
    name: 'closed without an answer',
    who: 'nginx, in its log only: a rule said `return 444`.',
    neighbour: '499: there the client left.'
  },
  460: {
    name: 'client closed',
    who: 'AWS ALB, in its log only.',
    neighbour: 'nginx calls it 499, Envoy 0 with DC, HAProxy CH or CD.'
  },
  463: {
    name: 'too many X-Forwarded-For',
    who: 'AWS ALB: more than 30 addresses in X-Forwarded-For.',
    neighbour: 'Often a loop through several proxies.'
  },
  464: {
    name: 'incompatible protocol',
    who: 'AWS ALB: the request’s protocol version does not fit the target group (HTTP/1.1, HTTP/2, gRPC).',
    neighbour: 'No fault of the target: it was not asked.'
  },
  499: {
    name: 'client closed request',
    who: 'nginx, in its log only: nobody was sent this number.',
    neighbour:
      'The client’s limit, or a balancer’s in front, is shorter than the answer takes; behind it is often a 504 in the making.'
  },
  500: {
    name: 'Internal Server Error',
    who: 'Almost always the application. Of gateways: nginx when it is out of connections or misconfigured, Traefik for broken answers, Apache for names that do not resolve.',
    neighbour: '502 is the gateway’s word about the application; 500 is the application’s own.'
  },
  501: {
    name: 'Not Implemented',
    who: 'The application, or a gateway that does not know the method.',
    neighbour: '505 is about the version.'
  },
  502: {
    name: 'Bad Gateway',
    who: 'A gateway: what it got back is unusable, or it could not connect. Not the application.',
    neighbour:
      '503: not willing to ask. 504: asked, and waited in vain. HAProxy, Apache, Envoy and Varnish say 503 for a refused connection; Apache says 502 for a timeout.'
  },
  503: {
    name: 'Service Unavailable',
    who: 'A gateway with nobody to ask, a limit, a maintenance page; or the application itself.',
    neighbour: '502: asked, and got nothing usable. 504: asked, and waited in vain.'
  },
  504: {
    name: 'Gateway Timeout',
    who: 'A gateway: it waited as long as it is allowed to. The application may still be at work.',
    neighbour:
      '502: an answer that is unusable, or nobody there; quick. Apache says 502 and Varnish 503 for the same timeout. If only the body stalls there is no 504: the status had been sent.'
  },
  505: {
    name: 'HTTP Version Not Supported',
    who: 'The gateway, or the application.',
    neighbour: '426 asks for an upgrade instead.'
  },
  507: {
    name: 'Insufficient Storage',
    who: 'The application.',
    neighbour: '413: there the request is too large, not the disk full.'
  },
  508: {
    name: 'Loop Detected',
    who: 'The gateway or platform: the request came back to it.',
    neighbour: 'Without loop detection the same shows as 502 or 503 when connections run out.'
  },
  509: {
    name: 'Bandwidth Limit Exceeded',
    who: 'A hosting company’s server. In no RFC.',
    neighbour: '429 is the standard’s word.'
  },
  520: { name: 'unknown error', who: CLOUDFLARE, neighbour: '521 refused, 522 not answered, 524 answered too late.' },
  521: { name: 'web server is down', who: CLOUDFLARE, neighbour: '522: there nobody even refused.' },
  522: { name: 'connection timed out', who: CLOUDFLARE, neighbour: '524: there the connection stood. 521: refused.' },
  523: { name: 'origin is unreachable', who: CLOUDFLARE, neighbour: '522: a route, and no answer.' },
  524: {
    name: 'a timeout occurred',
    who: CLOUDFLARE,
    neighbour: 'Nearest to 504. A 504 through Cloudflare came from the origin, and says its own limit, not the edge’s.'
  },
  525: {
    name: 'TLS handshake failed',
    who: CLOUDFLARE,
    neighbour: '526: there the handshake worked, the certificate did not verify.'
  },
  526: { name: 'invalid certificate', who: CLOUDFLARE, neighbour: '525: there the handshake itself failed.' },
  530: {
    name: 'see the 1xxx code beside it',
    who: CLOUDFLARE,
    neighbour: '1016 is the origin’s name that does not resolve, 1033 a tunnel that is down.'
  },
  561: {
    name: 'unauthorized',
    who: 'AWS ALB: the identity provider answered with an error.',
    neighbour: 'The target was not asked.'
  },
  598: {
    name: 'network read timeout',
    who: 'Some proxies and client libraries. In no RFC.',
    neighbour: '504 is the standard’s word.'
  },
  599: {
    name: 'network connect timeout',
    who: 'Some proxies and client libraries. In no RFC.',
    neighbour: '504 is the standard’s word.'
  }
}
