import { dirname, resolve } from 'node:path'
import type { Configuration, Dialect, Files, Need, Start } from '../configuration.js'
import type { World } from './asking.js'
import { PASSWORDS } from './credentials.js'
import { isErrorPage } from './error-pages.js'
import { readWhole, type Whole } from './includes.js'
import { firstOf, layOut } from './layout.js'
import { mapsIn } from './maps.js'
import { namedUpstreams, requestDecides } from './named-upstreams.js'
import { eachOnce, needsOf } from './needs.js'
import { ownMain } from './own-main.js'
import { isNginx } from './recognise.js'
import { remarksOf } from './remarks.js'
import { routesOf } from './routes.js'
import { serversIn } from './servers.js'
import { namesIn, resolversIn } from './surroundings.js'
import { blocksIn, eachOnce as eachUpstream } from './upstreams.js'
import { View } from './view.js'
import { named } from './walk.js'

/** What an nginx.conf means, a piece of one, or a folder of them. */
export const nginxDialect: Dialect = { product: 'nginx', title: 'nginx', recognises, read }

function recognises(path: string, files: Files): string | undefined {
  if (files.isFolder(path)) return firstOf(path, files)[0]
  const text = files.read(path)
  return text !== undefined && isNginx(text) ? path : undefined
}

function read(path: string, files: Files): Configuration {
  const view = new View(layOut(path, files), files)
  const { around, main, shown } = view.layout
  const own =
    around === undefined
      ? undefined
      : ownMain(around.kind, around.includes, readWhole(view, ownMain(around.kind, around.includes, [])).tree)
  const whole = readWhole(view, own)
  const meant = meaning(whole, dirname(main), resolve(path))
  // Where all of a site is here, a page that is missing is missing in production, too.
  const known = { ...meant, needs: meant.needs.filter(need => !isErrorPage(need) || !view.knows(need.path)) }
  const mains = own === undefined ? [] : [{ at: main, text: own }]
  const written = [...mains, ...passwords(known.needs, view)]
  return { ...known, start: startOf(whole, main, [...shown, ...whole.shown], written) }
}

/** Nobody knows the passwords in a file of the user's; over it lies one in which the testbed is known. */
function passwords(needs: readonly Need[], view: View): Start['written'] {
  const files = needs.flatMap(need => (need.kind === 'file' && need.text === PASSWORDS ? [need.path] : []))
  return files.filter(path => view.find(path) !== undefined).map(at => ({ at, text: PASSWORDS }))
}

function meaning(
  { tree, files, needs: included, remarks }: Whole,
  home: string,
  given: string
): Omit<Configuration, 'start'> {
  const world: World = { servers: serversIn(tree), maps: mapsIn(tree), blocks: blocksIn(tree) }
  const found = routesOf(world)
  const place = { file: files[0]?.path ?? given, line: 1 }
  return {
    product: 'nginx',
    files,
    routes: found.routes,
    upstreams: eachUpstream([...namedUpstreams(tree, world), ...found.routes.flatMap(({ upstreams }) => upstreams)]),
    names: namesIn(tree),
    resolvers: resolversIn(tree),
    needs: eachOnce([...included, ...needsOf(tree, home, place), ...found.needs]),
    remarks: [...remarks, ...found.remarks, ...requestDecides(tree, world), ...remarksOf(tree)]
  }
}

function startOf({ tree }: Whole, main: string, shown: Start['shown'], written: Start['written']): Start {
  const foreground = named(tree, 'daemon').length > 0 ? [] : ['-g', 'daemon off;']
  const configuration = ['-c', main, '-e', 'stderr']
  return { args: [...configuration, ...foreground], check: ['-t', ...configuration], shown, written }
}
