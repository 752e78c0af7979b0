import { join, resolve } from 'node:path'
import { Trouble } from '../../core/errors.js'
import type { Configuration, ConfiguredUpstream, Dialect, Files } from '../configuration.js'
import { matcherOf, matchersIn } from './asking/matchers.js'
import { movedBy } from './asking/order.js'
import { ADAPTED_HOME } from './clock/index.js'
import { needsOf } from './needs.js'
import { recognise } from './recognise.js'
import { remarksOf } from './remarks.js'
import { routesOf } from './routes.js'
import { partsOf } from './sites.js'
import { Environment } from './text/environment.js'
import { readWhole } from './text/imports.js'
import type { Directive } from './text/tree.js'
import { View } from './text/view.js'
import { healthPlacesOf, proxyOf, upstreamsOf } from './upstreams.js'
import { named } from './walk.js'

/** What a Caddyfile means, with its snippets and imports. */
export const caddyDialect: Dialect = { product: 'caddy', title: 'Caddy', recognises: recognise, read }

function read(path: string, files: Files): Configuration {
  const main = mainOf(resolve(path), files)
  const view = new View(main, files)
  const environment = new Environment()
  const { tree, files: texts, needs } = readWhole(view, environment)
  const parts = partsOf(tree)
  const found = routesOf(parts, { named: parts.named, moved: movedBy(parts.options) })
  return {
    product: 'caddy',
    files: texts,
    routes: found.routes,
    upstreams: everyUpstream(tree),
    names: logServers(tree),
    resolvers: resolversIn(tree),
    needs: [...needs, ...needsOf(tree), ...found.needs],
    remarks: [...environment.remarks(), ...found.remarks, ...remarksOf(tree)],
    start: startOf(view, environment)
  }
}

function mainOf(path: string, files: Files): string {
  if (!files.isFolder(path)) return path
  const main = recognise(path, files)
  if (main !== undefined) return main
  throw new Trouble('bad-config', `${path}: expected a Caddyfile, found none`, `Name it: ${join(path, 'Caddyfile')}.`)
}

/** Whoever is asked whether a client may come in, too. */
function everyUpstream(tree: readonly Directive[]): ConfiguredUpstream[] {
  const known = matchersIn(named(tree, /^@/), new Map())
  const all = named(tree, /^(?:reverse_proxy|php_fastcgi|forward_auth)$/).flatMap(directive => {
    const proxy = proxyOf(directive, matcherOf(directive.args, known).rest)
    return [...upstreamsOf(proxy), ...healthPlacesOf(proxy)]
  })
  const once = new Map(all.map(each => [each.socket ?? `${each.host} ${each.port}`, each]))
  return [...once.values()]
}

function logServers(tree: readonly Directive[]): string[] {
  const outputs = named(tree, /^output$/).filter(({ args }) => args[0] === 'net')
  return outputs.flatMap(({ args }) => /^(?:\w+\/)?([^:/]+):\d+$/.exec(args[1] ?? '')?.[1] ?? [])
}

function resolversIn(tree: readonly Directive[]): Configuration['resolvers'] {
  const words = named(tree, /^resolvers$/).flatMap(({ args }) => args)
  return words.flatMap(word => {
    const [, host, port = '53'] = /^(?:udp\/|tcp\/)?(\d+\.\d+\.\d+\.\d+)(?::(\d+))?$/.exec(word) ?? []
    return host === undefined ? [] : [{ host, port: Number(port) }]
  })
}

function startOf(view: View, environment: Environment): Configuration['start'] {
  const given = ['--config', view.seen(view.main), '--adapter', 'caddyfile']
  return {
    args: ['run', ...given],
    check: ['adapt', ...given],
    clock: 'scaled',
    environment: {
      HOME: ADAPTED_HOME,
      XDG_CONFIG_HOME: ADAPTED_HOME,
      XDG_DATA_HOME: ADAPTED_HOME,
      ...environment.made()
    },
    shown: view.shown,
    written: []
  }
}
