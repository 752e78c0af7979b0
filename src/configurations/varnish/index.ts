import { resolve } from 'node:path'
import { Trouble } from '../../core/errors.js'
import type { Configuration, ConfiguredUpstream, Dialect, Files, Listener, Need } from '../configuration.js'
import { recognise } from './recognise.js'
import { remarksOf } from './remarks.js'
import { routesOf, worldOf } from './routes/routes.js'
import { LISTENS, startOf } from './start.js'
import { programOf } from './text/program.js'
import { readWhole } from './text/whole.js'

/** Configurations of Varnish: default.vcl, with what it includes. */
export const varnishDialect: Dialect = { product: 'varnish', title: 'Varnish', recognises: recognise, read }

function read(given: string, files: Files): Configuration {
  const main = mainOf(resolve(given), files)
  const place = { file: main, line: 1 }
  const whole = readWhole(main, files)
  const program = programOf(whole.tokens, place)
  const world = worldOf(program)
  const listener: Listener = { ...LISTENS, tls: false, proxyProtocol: false, place }
  const { routes, remarks } = routesOf(world, listener)
  return {
    product: 'varnish',
    files: whole.files.map(({ path, text }) => ({ path, text })),
    routes,
    upstreams: eachOnce(world.backends.flatMap(({ upstream }) => upstream ?? [])),
    names: [],
    resolvers: [],
    needs: needsOf(whole.tokens),
    remarks: [...remarksOf(program, place), ...remarks],
    start: startOf(main, whole.files)
  }
}

function mainOf(path: string, files: Files): string {
  const main = files.isFolder(path) ? recognise(path, files) : path
  if (main !== undefined && files.exists(main)) return main
  throw new Trouble('bad-config', `${path}: expected default.vcl, or one file that ends in .vcl, found none`)
}

function eachOnce(upstreams: readonly ConfiguredUpstream[]): ConfiguredUpstream[] {
  return [...new Map(upstreams.map(each => [each.socket ?? `${each.host} ${each.port}`, each])).values()]
}

/** Files that are put into an answer while it runs. */
function needsOf(tokens: ReturnType<typeof readWhole>['tokens']): Need[] {
  return tokens.flatMap(({ text, place }, at): Need[] => {
    const path = tokens[at + 2]
    return text === 'std.fileread' && path?.kind === 'text' && path.text.startsWith('/')
      ? [{ kind: 'file', path: path.text, place }]
      : []
  })
}
