import type { Configuration, Files } from '../../../src/configurations/configuration.js'
import { haproxyDialect } from '../../../src/configurations/haproxy/index.js'
import { Trouble } from '../../../src/core/errors.js'

/** Files that are nowhere but in a test. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(texts).sort()
  const isFolder = (path: string) => paths.some(each => each.startsWith(`${path}/`))
  return {
    read: path => texts[path],
    isFolder,
    exists: path => texts[path] !== undefined || isFolder(path),
    glob: pattern => {
      const escaped = pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]')
      return paths.filter(path => new RegExp(`^${escaped}$`).test(path))
    }
  }
}

/** Reads one text as /site/haproxy.cfg, with other files beside it. */
export function readText(text: string, others: Readonly<Record<string, string>> = {}): Configuration {
  return haproxyDialect.read('/site/haproxy.cfg', filesOf({ '/site/haproxy.cfg': text, ...others }))
}

/** What the reader complains of: message and what to do next. */
export function complaintOf(text: string): string {
  try {
    readText(text)
  } catch (error) {
    if (error instanceof Trouble) return `${error.message} (${error.next})`
    throw error
  }
  return 'nothing'
}

/** Routes in short: id, listener, what is asked, and whom it leads to. */
export function inShort({ routes }: Configuration): string[] {
  return routes.map(({ id, listener, host, path, method, fields, upstreams }) => {
    const asked = `${method ?? 'GET'} ${listener.tls ? 'https' : 'http'}://${host}:${listener.port}${path}`
    const extra = fields.length === 0 ? '' : ` [${fields.join(' ')}]`
    return `${id}: ${asked}${extra} -> ${upstreams.map(({ name }) => name).join(', ')}`
  })
}
