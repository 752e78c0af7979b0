import type { Cell, Side } from './cells.js'

/** What leads to a route. */
interface Way {
  readonly id: string
  readonly host: string
  readonly path: string
  readonly method: string
}

/** In what two routes have to agree to be the same one, the most first. */
const ALIKE: readonly ((way: Way) => string)[] = [
  ({ id }) => id,
  ({ host, path, method }) => `${method} ${host}${path}`,
  ({ path, method }) => `${method} ${path}`
]

/** Which route of the one side is which of the other, by id; routes that only one side has are left out. */
export function sameRoutes(before: Side, after: Side): ReadonlyMap<string, string> {
  const left = waysOf(before)
  const right = waysOf(after)
  const same = new Map<string, string>()
  for (const keyOf of ALIKE) {
    const taken = new Set(same.values())
    const unmatched = left.filter(({ id }) => !same.has(id))
    const free = right.filter(({ id }) => !taken.has(id))
    for (const way of unmatched) {
      const alike = free.filter(other => keyOf(other) === keyOf(way))
      const only = unmatched.filter(other => keyOf(other) === keyOf(way)).length === 1
      if (alike.length === 1 && only) same.set(way.id, alike[0]?.id ?? way.id)
    }
  }
  return same
}

function waysOf({ cells, routes = [] }: Side): Way[] {
  const known = new Map(routes.map(route => [route.id, route]))
  return [...new Set(cells.map(({ route }: Cell) => route))].map(id => {
    const [, host = '', path = ''] = /^([^/]*)(.*)$/.exec(id) ?? []
    const way = { host, path, method: '', ...known.get(id), id }
    return { id, host: way.host.toLowerCase(), path: way.path.replace(/(?<=.)\/$/, ''), method: way.method }
  })
}
