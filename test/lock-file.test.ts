import { readFileSync } from 'node:fs'
import t from 'tap'

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly resolved?: string
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
const packages = lock.packages as Readonly<Record<string, Locked>>

t.test('the lock file holds the optional packages of every platform', async t => {
  // npm leaves out those that it cannot see when it updates the file, and then npm ci refuses it everywhere.
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      name => !around(at).some(place => `${place}node_modules/${name}` in packages)
    )
  )
  t.same(missing, [])
})

t.test('the lock file names no host', async t => {
  t.same(
    Object.keys(packages).filter(at => packages[at]?.resolved !== undefined),
    []
  )
})

/** Where a package looks for others: in its own folder, and in all around it. */
function around(at: string): string[] {
  const places = ['']
  for (let end = at.length; end > 0; end = at.lastIndexOf('/node_modules/', end - 1))
    places.push(`${at.slice(0, end)}/`)
  return places
}
