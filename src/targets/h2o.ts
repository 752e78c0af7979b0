import type { OwnAnswerWords } from '../core/gateway-words.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { Limits } from '../core/limits.js'
import type { GatewayPlan, UpstreamAddress } from '../core/target.js'
import { h2o as format } from '../logs/products/h2o.js'
import { type Product, READY_NAME } from './product.js'
import { type Failure, failureIn, type Said } from './said.js'
import type { Sayings } from './words.js'

/** It logs to one file, so that the order of the lines is that of the events. */
const LOG_FILE = 'h2o.log'

/** What it says of a request for the testbed: one JSON object a line, behind the line that stands in production. */
const FACTS = {
  request: '%r',
  status: '%s',
  asked: '%{request-total-time}x',
  head: '%{process-time}x',
  end: '%{duration}x',
  error: '%{error}x'
}

/** A path adds its log to that of its host, whose line comes first. */
const FACTS_LOG = ['access-log:', `  path: ${LOG_FILE}`, `  format: '${JSON.stringify(FACTS)}'`, '  escape: json']

type Facts = Readonly<Record<keyof typeof FACTS, string>>

const SAYS: Sayings = {
  answer: () => undefined,
  request: ({ words: { request = 0 } }) =>
    request % 1000 === 0 ? undefined : `a request limit of ${request} ms, since it counts whole seconds`
}

/** H2O: one upstream for each path, and one timeout for all that it does with it. */
export const h2o: Product = {
  name: 'h2o',
  product: 'H2O',
  programs: ['h2o'],
  version: { args: ['-v'], pattern: /version (\d[\w.]*)/ },
  clockGrain: 1,
  limits: ['read', 'keepalive'],
  says: SAYS,
  can: { tls: true },
  files: ({ plan, port, asRoot }) => ({ 'h2o.conf': configuration(plan, port, asRoot) }),
  args: () => ['-c', 'h2o.conf'],
  log: LOG_FILE,
  listens: /^h2o server \(pid:\d+\) is ready to serve requests/,
  ready: 'answers',
  read,
  logFiles: [
    { path: '/var/log/h2o/access.log', has: line => ACCESS.test(line) },
    { path: '/var/log/h2o/error.log', has: line => line.startsWith('[lib/') }
  ]
}

function configuration(plan: GatewayPlan, port: number, asRoot: boolean): string {
  const { request } = plan.words
  return `${asRoot ? '# Else it would go on as nobody, who may not come into this folder.\nuser: root\n' : ''}num-threads: 1
error-log: ${LOG_FILE}
# No process of its own that waits for a crash: its last words go into the log as well.
crash-handler: none
${request === undefined ? '' : `http1-request-timeout: ${request / 1000}\n`}listen:
  host: ${plan.host}
  port: ${port}
hosts:
  # The first host is that of every name which is not known.
  "www.test":
    access-log: ${LOG_FILE}
    paths:
${paths(plan)}
  # Asked once by the testbed, to see that it is up.
  "${READY_NAME}":
    paths:
      "/":
        status: ON
`
}

function paths({ upstreams, limits, words }: GatewayPlan): string {
  const [upstream] = upstreams
  if (upstream === undefined) return ''
  const { answer } = words
  const proxied = (path: string) => pathOf(path, proxying(upstream, limits))
  if (answer === undefined) return proxied('/')
  const { path = '/', except } = answer
  return [
    pathOf(path, answering(answer)),
    ...(except === undefined ? [] : [proxied(except)]),
    ...(path === '/' ? [] : [proxied('/')])
  ].join('\n')
}

function pathOf(path: string, lines: readonly string[]): string {
  return [`      ${JSON.stringify(path)}:`, ...[...FACTS_LOG, ...lines].map(line => `        ${line}`)].join('\n')
}

function proxying({ host, port, tls }: UpstreamAddress, { read, keepalive }: Limits): string[] {
  return [
    `proxy.reverse.url: "${tls === true ? 'https' : 'http'}://${hostAndPort(host, port)}/"`,
    'proxy.preserve-host: ON',
    ...(tls === true ? ['proxy.ssl.verify-peer: OFF'] : []),
    ...(read === undefined ? [] : [`proxy.timeout.io: ${read}`]),
    ...(keepalive === undefined ? [] : [`proxy.timeout.keepalive: ${keepalive}`])
  ]
}

/** Its own answers are written in Ruby. */
function answering({ status, 'retry-after': after, body = '' }: OwnAnswerWords): string[] {
  const fields = after === undefined ? '' : `"retry-after" => "${after}"`
  return ['mruby.handler: |', `  Proc.new {|env| [${status}, {${fields}}, [${rubyText(body)}]] }`]
}

function rubyText(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}

const ACCESS = /^\S+ - - \[/

function read(line: string): Said | undefined {
  if (!line.startsWith('{')) return undefined
  const facts = JSON.parse(line) as Facts
  const [method, path] = facts.request.split(' ')
  const status = Number(facts.status)
  const failure = failureIn(format, facts.error)
  return {
    about: 'request',
    method,
    path,
    status: status > 0 ? status : undefined,
    timings: timingsOf(facts),
    ...(failure !== undefined && { failure: told(failure, status) })
  }
}

/** Before the head its timeout has one word for a request that is not taken and an answer that does not come; behind the head there is only one of them. */
function told({ cause, message }: Failure, status: number): Failure {
  if (cause === 'read-timeout') return status === OWN_STATUS ? { message } : { message, cause: 'stalled-body' }
  return { message, cause, ...(cause === 'bad-answer' && { phase: 'head' }) }
}

/** The status of every answer that H2O gives for an upstream. */
const OWN_STATUS = 502

/** Seconds, each stretch from the end of the one before. */
function timingsOf({ asked, head, end }: Facts) {
  const milliseconds = (seconds: string) => Math.round(Number(seconds) * 1000)
  return { head: milliseconds(asked) + milliseconds(head), end: milliseconds(end) }
}
