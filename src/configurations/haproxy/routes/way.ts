import { type Condition, holds, partsOf, towards } from '../conditions/condition.js'
import type { Request } from '../conditions/request.js'
import type { Block } from './blocks.js'
import type { Choice } from './choices.js'

/** Everything that decides about a request between its listener and a backend. */
export interface Crossing {
  readonly blocks: readonly (readonly Block[])[]
  readonly choices: readonly Choice[]
  /** What a backend itself answers. */
  readonly behind: (choice: Choice) => readonly (readonly Block[])[]
}

/** The condition that keeps a request from the wanted backend; undefined when it gets there. */
export function obstacle(request: Request, wanted: Choice, crossing: Crossing): Condition | undefined {
  const block = blocking(request, crossing.blocks)
  if (block !== undefined) return block.condition
  for (const choice of crossing.choices) {
    if (choice === wanted) break
    if (holds(choice.condition, request) === true) return choice.condition
  }
  if (holds(wanted.condition, request) === false) return wanted.condition
  return blocking(request, crossing.behind(wanted))?.condition
}

/** What cannot be told is taken to let it pass. */
function blocking(request: Request, lists: Crossing['blocks']): Block | undefined {
  for (const list of lists) {
    const first = list.find(({ condition }) => holds(condition, request) === true)
    if (first !== undefined && !first.passes) return first
  }
  return undefined
}

const PATHS = ['/', '/gatecrash', '/gatecrash/page']

/** The hosts that are named where no condition asks for one. */
export const HOSTS = ['localhost', 'other.example']
const MOST_TRIES = 200

/** A request that leads to the wanted backend; undefined when none could be made up. */
export function requestFor(wanted: Choice, listener: Request['listener'], crossing: Crossing): Request | undefined {
  const bases = HOSTS.flatMap(host => PATHS.map(path => ({ host, path, fields: [], listener })))
  const seeds = bases.flatMap(base => towards(wanted.condition, base))
  // What holds for certain comes before what only may.
  const certain = (request: Request) => holds(wanted.condition, request) === true
  const left = [...seeds.filter(certain), ...seeds.filter(request => !certain(request))]
  for (let tries = 0; tries < MOST_TRIES && left.length > 0; tries++) {
    const request = left.shift() as Request
    const inTheWay = obstacle(request, wanted, crossing)
    if (inTheWay === undefined) return request
    const next = inTheWay === wanted.condition ? [] : towards(inTheWay, request, false)
    left.push(...next, ...around(request, inTheWay))
  }
  return undefined
}

const METHODS = ['GET', 'POST', 'PUT']

/** The same request, a little further down the path or with another method. */
function around(request: Request, inTheWay: Condition): Request[] {
  if (inTheWay.ways.length === 0) return []
  const deeper = `${request.path.replace(/\/$/, '')}/gatecrash`
  const isDeep = request.path.includes('gatecrash') || request.path.includes('?')
  const others = partsOf(inTheWay).has('method') && request.method === undefined ? METHODS : []
  return [...others.map(method => ({ ...request, method })), ...(isDeep ? [] : [{ ...request, path: deeper }])]
}
