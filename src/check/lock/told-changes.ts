import type { Change } from './compare.js'

type Answered = Extract<Change, { kind: 'answer' }>

/** Changes as lines for a terminal: what changed alike stands in one line. */
export function toldChanges(changes: readonly Change[]): string[] {
  const routes = changes.filter(change => change.kind !== 'answer')
  const answers = changes.filter(change => change.kind === 'answer')
  return [
    ...routes.map(({ kind, route }) => `${route}: ${kind === 'route-came' ? 'a new route' : 'the route is gone'}`),
    ...toldAnswers(answers)
  ]
}

function toldAnswers(answers: readonly Answered[]): string[] {
  const ofRoute = [...groups(answers, ({ route, before, after }) => [route, before, after]).values()]
  const alike = groups(ofRoute, group => [group.map(({ failure }) => failure), group[0]?.before, group[0]?.after])
  return [...alike.values()].map(same => {
    const [first = []] = same
    const failures = first.map(({ failure }) => failure).join(', ')
    const routes = same.flatMap(([change]) => (change === undefined ? [] : [nameOf(change)])).join(', ')
    return `${routes} on ${failures}: ${first[0]?.before} -> ${first[0]?.after}`
  })
}

function nameOf({ route, called }: Answered): string {
  return called === undefined ? route : `${route} (${called})`
}

function groups<T>(things: readonly T[], keyOf: (thing: T) => unknown): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const thing of things) {
    const key = JSON.stringify(keyOf(thing))
    found.set(key, [...(found.get(key) ?? []), thing])
  }
  return found
}
