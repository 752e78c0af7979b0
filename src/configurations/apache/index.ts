import { resolve } from 'node:path'
import type { Configuration, Dialect, Files, Need, Start } from '../configuration.js'
import { PASSWORDS } from './credentials.js'
import { firstOf, layOut } from './layout.js'
import { moduleFolder, modulesFor } from './modules.js'
import { eachOnce, namedUpstreams, namesOf } from './names.js'
import { needsOf } from './needs/needs.js'
import { ownMain } from './own-main.js'
import { workersIn } from './passes/workers.js'
import { Reader, type Whole } from './reader.js'
import { isApache } from './recognise.js'
import { remarksOf } from './remarks.js'
import { routesOf } from './routes.js'
import { View } from './view.js'

/** What an apache2.conf or httpd.conf means, a piece of one such as a virtual host, or a folder of them. */
export const apacheDialect: Dialect = { product: 'apache', title: 'Apache httpd', recognises, read }

function recognises(path: string, files: Files): string | undefined {
  if (files.isFolder(path)) return firstOf(path, files)[0]
  const text = files.read(path)
  return text !== undefined && isApache(text) ? path : undefined
}

function read(path: string, files: Files): Configuration {
  const view = new View(layOut(path, files), files)
  const { around, main, home, shown } = view.layout
  const folder = moduleFolder(files)
  const own = (whole?: Whole) =>
    around === undefined
      ? undefined
      : ownMain(around, whole === undefined ? [] : modulesFor(whole.tree), folder, whole?.tree ?? [])
  // Which modules it takes is only known when all of it has been read once.
  const first = new Reader(view).read(own())
  const text = own(first)
  const whole = new Reader(view, modulesFor(first.tree)).read(text)
  const needs = [...whole.needs, ...needsOf(whole.tree, home, { file: whole.files[0]?.path ?? resolve(path), line: 1 })]
  const mains = text === undefined ? [] : [{ at: main, text }]
  const written = [...mains, ...whole.written, ...passwords(needs, view)]
  return meaning(whole, needs, startOf(whole, main, home, [...shown, ...whole.shown], written))
}

/** Nobody knows the passwords in a file of the user's; over it lies one in which the testbed is known. */
function passwords(needs: readonly Need[], view: View): Start['written'] {
  const files = needs.flatMap(need => (need.kind === 'file' && need.text === PASSWORDS ? [need.path] : []))
  return files.filter(path => view.find(path) !== undefined).map(at => ({ at, text: PASSWORDS }))
}

function meaning({ tree, files, remarks }: Whole, needs: readonly Need[], start: Start): Configuration {
  const place = { file: files[0]?.path ?? '', line: 1 }
  const { routes, needs: more, remarks: others } = routesOf(tree, workersIn(tree), place)
  const upstreams = eachOnce([...routes.flatMap(route => route.upstreams), ...namedUpstreams(tree)])
  return {
    product: 'apache',
    files,
    routes,
    upstreams,
    names: namesOf(tree, upstreams),
    resolvers: [],
    needs: [...needs, ...more],
    remarks: [...remarks, ...others, ...remarksOf(tree)],
    start
  }
}

/** One process, so that what it has learned of an upstream, and its connections, are the same for every request; prefork would serve one client at a time. */
function startOf(
  { loaded, variables }: Whole,
  main: string,
  home: string,
  shown: Start['shown'],
  written: Start['written']
): Start {
  const configuration = ['-d', home, '-f', main]
  const one = loaded.has('mpm_prefork') ? ['-D', 'FOREGROUND'] : ['-X']
  return {
    args: [...one, ...configuration],
    check: ['-t', ...configuration],
    environment: variables.environment(),
    shown,
    written
  }
}
