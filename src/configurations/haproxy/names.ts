import { isIP } from 'node:net'
import type { Configuration } from '../configuration.js'
import { addressOf } from './text/address.js'
import { linesOf, type Section, type Sections } from './text/sections.js'
import { said, serversOf } from './upstreams/servers.js'

/** Host names beside those of upstreams: log servers, peers, mailers, name servers, and servers that are switched off. */
export function namesOf(sections: Sections, upstreams: Configuration['upstreams']): string[] {
  const addresses = sections.all.flatMap(section => [...logTargets(section), ...others(section), ...servers(section)])
  const hosts = addresses.flatMap(text => hostOf(text) ?? [])
  return [...new Set(hosts)].filter(host => isOther(host, upstreams)).sort()
}

function isOther(host: string, upstreams: Configuration['upstreams']): boolean {
  return !isIP(host) && host !== 'localhost' && !upstreams.some(upstream => upstream.host === host)
}

/** HAProxy looks up every name when it starts, but for those that only a name server knows. */
function servers(section: Section): string[] {
  if (!['backend', 'listen'].includes(section.kind)) return []
  return serversOf(section)
    .flatMap(server => [server.written, said(server, 'addr') ?? ''])
    .filter(name => !name.startsWith('_'))
}

function logTargets(section: Section): string[] {
  const targets = linesOf(section, 'log').map(({ words }) => words[1] ?? '')
  return targets.filter(target => !/^(?:global|stdout|stderr|\/|ring@|fd@|unix@|abns@|backend@)/.test(target))
}

function others(section: Section): string[] {
  const lines = (word: string) => linesOf(section, word).map(({ words }) => words[2] ?? '')
  if (section.kind === 'peers') return [...lines('peer'), ...lines('server')]
  if (section.kind === 'mailers') return lines('mailer')
  if (section.kind === 'ring') return lines('server')
  return section.kind === 'resolvers' ? lines('nameserver') : []
}

function hostOf(text: string): string | undefined {
  const address = addressOf(text.replace(/^(?:udp|tcp)[46]?@/, ''))
  return address.kind === 'inet' && address.host !== '0.0.0.0' ? address.host : undefined
}

/** The name servers that HAProxy asks while it runs. */
export function nameServersOf(sections: Sections): Configuration['resolvers'] {
  const lines = sections.of('resolvers').flatMap(section => linesOf(section, 'nameserver'))
  return lines.flatMap(({ words }) => {
    const address = addressOf((words[2] ?? '').replace(/^(?:udp|tcp)[46]?@/, ''))
    return address.kind === 'inet' ? [{ host: address.host, port: address.port ?? 53 }] : []
  })
}
