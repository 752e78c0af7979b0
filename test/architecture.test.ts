import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))

/** A folder imports from its own files and from lower floors only. */
const FLOORS: readonly (readonly string[])[] = [
  ['core'],
  ['steps', 'checks', 'upstream', 'client', 'gateway', 'surroundings', 'logs', 'report', 'faces'],
  ['scenario', 'targets', 'configurations', 'sandbox'],
  ['runner', 'explain'],
  ['matrix', 'timers', 'check'],
  ['cli']
]

/** Each npm package has one home. */
const HOMES: Readonly<Record<string, string>> = {
  '@fastify/http-proxy': 'gateway',
  'dns-packet': 'faces',
  fastify: 'gateway',
  'fastify-plugin': 'gateway',
  pino: 'gateway',
  pg: 'surroundings',
  yaml: 'scenario'
}

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
}

const imports = filesIn(SRC).flatMap(importsOf)

t.ok(imports.length > 100, 'the imports are found at all')

t.test('every folder has a floor', async t => {
  const folders = readdirSync(SRC)
  t.same(folders.sort(), FLOORS.flat().sort())
})

t.test('a folder imports from its own files and from lower floors only', async t => {
  const inner = imports.filter(({ to }) => to.startsWith('.'))
  const wrong = inner.filter(({ file, from, to }) => {
    const target = folderOf(join(file, '..', to))
    return target !== from && floorOf(target) >= floorOf(from)
  })
  t.same(wrong, [])
})

t.test('each npm package has one home folder', async t => {
  const packages = imports.filter(({ to }) => !to.startsWith('.') && !to.startsWith('node:'))
  // A gateway under test that is a library is put to work by a program of its own, as its users do.
  const ours = packages.filter(({ file }) => !/^targets\/node\/.*-server\.ts$/.test(file))
  const wrong = ours.filter(({ from, to }) => HOMES[packageOf(to)] !== from)
  t.same(wrong, [])
})

t.test('no file grows past 200 lines', async t => {
  const long = filesIn(SRC).filter(file => readFileSync(file, 'utf8').split('\n').length > 201)
  t.same(
    long.map(file => relative(SRC, file)),
    []
  )
})

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.name.endsWith('.ts')).map(entry => join(entry.parentPath, entry.name))
}

function importsOf(path: string): Import[] {
  const file = relative(SRC, path)
  const source = readFileSync(path, 'utf8')
  const found = source.matchAll(/(?:^|\n)(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g)
  return [...found].map(([, named, dynamic]) => ({ file, from: folderOf(file), to: named ?? dynamic ?? '' }))
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? ''
}

function floorOf(folder: string): number {
  return FLOORS.findIndex(floor => floor.includes(folder))
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}
