import type { Configuration, ConfiguredUpstream, Dialect, Files } from '../configuration.js'
import { tablesOf } from './conditions/tables.js'
import { modestLimits } from './limits.js'
import { nameServersOf, namesOf } from './names.js'
import { needsOf } from './needs/needs.js'
import { recognise } from './recognise.js'
import { remarksOf } from './remarks.js'
import { routesOf } from './routes/routes.js'
import { type Given, given, pathsFrom, SeenFiles, shownFolders } from './seen-files.js'
import { readText, type Text } from './text/read.js'
import type { Sections } from './text/sections.js'
import { healthPlacesOf, upstreamsOf } from './upstreams/upstreams.js'

/** Configurations of HAProxy: haproxy.cfg, or a folder of .cfg files. */
export const haproxyDialect: Dialect = {
  product: 'haproxy',
  title: 'HAProxy',
  recognises: recognise,
  read: (path, files) => readGiven(given(path, files), files)
}

function readGiven(all: Given, files: Files): Configuration {
  const text = readText(all.files)
  const { sections } = text
  const shown = shownFolders(all, sections)
  const seen = new SeenFiles(files, shown)
  const absolute = pathsFrom(sections.of('global'))
  const { routes, remarks } = routesOf(sections, tablesOf(seen, absolute))
  const upstreams = allUpstreams(routes, sections)
  return {
    product: 'haproxy',
    files: all.files,
    routes,
    upstreams,
    names: namesOf(sections, upstreams),
    resolvers: nameServersOf(sections),
    needs: needsOf(sections, { files: seen, absolute }),
    remarks: [...text.environment.remarks(), ...remarksOf(sections), ...remarks],
    start: startOf(all, text, shown, modestLimits(sections))
  }
}

/** Those on a route first, as their port may be that of the client; then all others, and the places where health is asked. */
function allUpstreams(routes: Configuration['routes'], sections: Sections): ConfiguredUpstream[] {
  const proxies = sections.of('backend', 'listen')
  const named = proxies.flatMap(section => upstreamsOf(section, { port: 0, tlsThrough: false }))
  const all = [...routes.flatMap(({ upstreams }) => upstreams), ...named, ...proxies.flatMap(healthPlacesOf)]
  const key = ({ host, port, socket }: ConfiguredUpstream) => socket ?? `${host} ${port}`
  const known = new Map<string, ConfiguredUpstream>()
  for (const upstream of all) {
    const reachable = upstream.port > 0 || upstream.socket !== undefined
    if (reachable && !known.has(key(upstream))) known.set(key(upstream), upstream)
  }
  return [...known.values()]
}

/** -db keeps HAProxy in the foreground whatever the configuration says of daemon. */
function startOf(
  { paths }: Given,
  { environment }: Text,
  shown: Configuration['start']['shown'],
  limits: readonly string[]
): Configuration['start'] {
  const named = paths.flatMap(path => ['-f', path])
  const made = environment.made()
  return {
    args: [...named, ...limits, '-db'],
    check: ['-c', ...named],
    ...(Object.keys(made).length > 0 && { environment: made }),
    shown,
    written: []
  }
}
