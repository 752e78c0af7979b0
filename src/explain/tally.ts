import type { CauseId } from '../logs/causes/index.js'
import type { Finding } from '../logs/finding.js'
import { readLine } from '../logs/lines/read-line.js'
import { Counted } from './counted.js'
import { limitsAt } from './limits/index.js'

/** What was seen of one cause in a log. */
export interface Seen {
  readonly cause: CauseId
  count: number
  first: string | undefined
  last: string | undefined
  /** The finding of the first line, which stands for all. */
  readonly example: Finding
  readonly line: string
  readonly upstreams: Counted
  readonly routes: Counted
  readonly products: Counted
  readonly limits: Counted
}

const SHOWN = 400

/** Counts a log by cause, line by line; it keeps no more of a long log than of a short one. */
export class Tally {
  lines = 0
  fine = 0
  echoes = 0
  unknown = 0
  unknownExample: string | undefined
  readonly products = new Counted(50)
  readonly #seen = new Map<CauseId, Seen>()
  #before: { readonly product: string; readonly line: number } | undefined

  take(line: string): void {
    if (line.trim() === '') return
    this.lines += 1
    const reading = readLine(line)
    if (reading === undefined) this.#notUnderstood(line)
    else if (reading === 'fine') this.fine += 1
    else if (this.#isEcho(reading)) this.echoes += 1
    else this.#count(reading, line)
  }

  /** What was seen, the most frequent cause first. */
  seen(): Seen[] {
    return [...this.#seen.values()].sort((a, b) => b.count - a.count)
  }

  #notUnderstood(line: string): void {
    this.unknown += 1
    this.unknownExample ??= line.slice(0, SHOWN)
  }

  /** Apache tells one failure in three lines. */
  #isEcho(finding: Finding): boolean {
    const before = this.#before
    return finding.echo === true && before?.product === finding.product && this.lines - before.line <= 3
  }

  #count(finding: Finding, line: string): void {
    this.#before = { product: finding.product, line: this.lines }
    this.products.add(finding.product)
    const seen = this.#seen.get(finding.cause) ?? this.#begin(finding, line)
    seen.count += 1
    seen.first ??= finding.at
    seen.last = finding.at ?? seen.last
    seen.upstreams.add(finding.upstream)
    seen.routes.add(routeOf(finding))
    seen.products.add(finding.product)
    for (const limit of limitsOf(finding)) seen.limits.add(limit)
  }

  #begin(finding: Finding, line: string): Seen {
    const seen: Seen = {
      cause: finding.cause,
      count: 0,
      first: undefined,
      last: undefined,
      example: finding,
      line: line.slice(0, SHOWN),
      upstreams: new Counted(),
      routes: new Counted(),
      products: new Counted(20),
      limits: new Counted(50)
    }
    this.#seen.set(finding.cause, seen)
    return seen
  }
}

/** Whose limits the time of a line is, each named once. */
function limitsOf({ milliseconds }: Finding): Set<string> {
  const limits = milliseconds === undefined || milliseconds < SHORTEST ? [] : limitsAt(milliseconds)
  return new Set(limits.map(limit => `${limit.milliseconds / 1000} s, ${limit.who}`))
}

/** What is quicker than this waited for no limit that a gateway has by default. */
const SHORTEST = 2900

/** A route without what is different in each request: /orders/4711 is /orders/:id. */
function routeOf({ method, path }: Finding): string | undefined {
  if (path === undefined) return undefined
  const route = path
    .slice(0, 120)
    .split('/')
    .map(part => (/^\d+$|^[0-9a-f-]{16,}$/i.test(part) ? ':id' : part))
    .join('/')
  return method === undefined ? route : `${method} ${route}`
}
