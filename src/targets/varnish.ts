import { join } from 'node:path'
import type { OwnAnswerWords } from '../core/gateway-words.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayPlan, UpstreamAddress } from '../core/target.js'
import { type Companion, type Product, READY_NAME } from './product.js'
import { isGroupLine, isHealthLine, UPSTREAM_PREFIX as PREFIX, readVarnishLine, readVarnishLog } from './varnish-log.js'
import { always } from './words.js'

/** Varnish, which is told to pass everything, so that each request reaches an upstream. */
export const varnish: Product = {
  name: 'varnish',
  product: 'Varnish',
  programs: ['varnishd'],
  version: { args: ['-V'], pattern: /varnish-(\d+(?:\.\d+)*)/ },
  clockGrain: 1,
  limits: ['connect', 'read', 'keepalive'],
  says: {
    upstreams: always,
    balance: ({ words: { balance } }) => (balance === 'least-connections' ? 'balance least-connections' : undefined),
    limit: always,
    retry: always,
    health: always,
    answer: ({ words: { answer } }) => (answer?.body?.includes('"}') ? 'an answer with "} in it' : undefined)
  },
  can: {
    notices: true,
    shortest: { keepalive: 1000 },
    // It waits for ever for a backend that takes nothing of a request.
    lacks: ({ limits: { write, read } }) =>
      write !== undefined && write < (read ?? write) ? ['a write limit below the read limit'] : []
  },
  files: ({ plan }) => ({ 'default.vcl': configuration(plan) }),
  args: ({ plan, port, folder }) => [
    ...[
      '-F',
      '-j',
      'none',
      '-n',
      folder,
      '-a',
      hostAndPort(plan.host, port),
      '-T',
      'none',
      '-f',
      join(folder, 'default.vcl')
    ],
    ...parameters(plan).flatMap(parameter => ['-p', parameter])
  ],
  log: 'output',
  beside: ({ folder, plan }) => [
    ['varnishlog', '-n', folder, '-t', '10', '-g', 'request'],
    ...(plan.words.health === undefined ? [] : [HEALTH_LOG(folder)])
  ],
  ready: 'answers',
  heard: new RegExp(`ReqHeader +host: ${READY_NAME}`, 'i'),
  read: readVarnishLine,
  entries: readVarnishLog,
  logFiles: [
    { path: '', command: 'varnishlog -d -g request', has: isGroupLine },
    { path: '', command: 'varnishlog -d -g raw -i Backend_health', has: isHealthLine }
  ]
}

/** The records about health belong to no request. */
const HEALTH_LOG = (folder: string): Companion => [
  'varnishlog',
  ...['-n', folder, '-t', '10', '-g', 'raw', '-i', 'Backend_health']
]

function parameters({ limits, words }: GatewayPlan): string[] {
  return [
    // The VCL becomes a program of its own: what a compiler saves by not optimising is a third of the start.
    'cc_command=exec gcc -O0 -pipe -pthread -fpic -shared -o %o %s',
    'vsl_space=8M',
    'thread_pools=1',
    // A run must not depend on the failure before.
    'backend_remote_error_holddown=0',
    'backend_local_error_holddown=0',
    ...(limits.keepalive === undefined ? [] : [`backend_idle_timeout=${limits.keepalive / 1000}`]),
    ...(words.retry === undefined ? [] : [`max_retries=${words.retry}`])
  ]
}

function configuration(plan: GatewayPlan): string {
  const { upstreams, words } = plan
  return `vcl 4.1;
import directors;
${upstreams.map(upstream => backend(upstream, plan)).join('\n')}
sub vcl_init {
  new app = directors.${words.balance === 'first' ? 'fallback' : 'round_robin'}();
${upstreams.map(upstream => `  app.add_backend(${nameOf(upstream)});`).join('\n')}
}
sub vcl_recv {
  # Asked by the testbed, to see that it is up and that its log is heard.
  if (req.http.host == "${READY_NAME}") { return (fail); }
${words.answer === undefined ? '' : `  if (${isAnswered(words.answer)}) { return (synth(${words.answer.status})); }\n`}  set req.backend_hint = app.backend();
  # Nothing is kept: every request reaches an upstream.
  return (pass);
}
${words.answer === undefined ? '' : synth(words.answer)}${words.retry ? RETRY : ''}`
}

/** As the log names it, with what makes it a word of VCL before it. */
function nameOf({ name }: UpstreamAddress): string {
  return `${PREFIX}${name}`
}

function backend(upstream: UpstreamAddress, { limits, words }: GatewayPlan): string {
  const { host, port } = upstream
  const { health, limit } = words
  return `backend ${nameOf(upstream)} {
  .host = "${host}";
  .port = "${port}";
${limits.connect === undefined ? '' : `  .connect_timeout = ${limits.connect}ms;\n`}${
  limits.read === undefined
    ? ''
    : `  .first_byte_timeout = ${limits.read}ms;\n  .between_bytes_timeout = ${limits.read}ms;\n`
}${limit === undefined ? '' : `  .max_connections = ${limit};\n`}${health === undefined ? '' : probe(health)}}`
}

/** Varnish counts the good ones among the last; these numbers make it a matter of so many in a row. */
function probe({ path, every, fall = 3, rise = 2 }: NonNullable<GatewayPlan['words']['health']>): string {
  const window = fall + rise - 1
  return `  .probe = {
    .url = "${path}"; .interval = ${every}ms; .window = ${window}; .threshold = ${rise}; .initial = ${window};
  }
`
}

function isAnswered({ path = '/', except }: OwnAnswerWords): string {
  const begins = (text: string) => `"^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}"`
  return `req.url ~ ${begins(path)}${except === undefined ? '' : ` && req.url !~ ${begins(except)}`}`
}

function synth({ status, 'retry-after': after, body }: OwnAnswerWords): string {
  const text = body === undefined ? 'resp.status + " " + resp.reason' : `{"${body}"}`
  return `sub vcl_synth {
  if (resp.status == ${status}) {
${after === undefined ? '' : `    set resp.http.Retry-After = "${after}";\n`}    synthetic("" + ${text});
    return (deliver);
  }
}
`
}

const RETRY = `sub vcl_backend_fetch {
  if (bereq.retries > 0) { set bereq.backend = app.backend(); }
}
sub vcl_backend_error {
  if (bereq.method ~ "^(GET|HEAD|OPTIONS)$") { return (retry); }
}
`
