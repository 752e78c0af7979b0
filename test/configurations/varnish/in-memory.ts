import type { Configuration, Files } from '../../../src/configurations/configuration.js'
import { varnishDialect } from '../../../src/configurations/varnish/index.js'
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
      const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')
      return paths.filter(path => new RegExp(`^${escaped}$`).test(path))
    }
  }
}

/** Reads one text as /site/default.vcl, with other files beside it. */
export function readText(text: string, others: Readonly<Record<string, string>> = {}): Configuration {
  return varnishDialect.read('/site/default.vcl', filesOf({ '/site/default.vcl': text, ...others }))
}

/** What the reader complains of: message and what to do next. */
export function complaintOf(text: string, others: Readonly<Record<string, string>> = {}): string {
  try {
    readText(text, others)
  } catch (error) {
    if (error instanceof Trouble) return `${error.message} (${error.next})`
    throw error
  }
  return 'nothing'
}

/** Routes in short: what is asked, and whom it leads to. */
export function inShort({ routes }: Configuration): string[] {
  return routes.map(({ id, host, path, method, fields, upstreams }) => {
    const extra = fields.length === 0 ? '' : ` [${fields.join(' ')}]`
    const names = upstreams.map(({ name }) => name).join(', ')
    return `${id}: ${method ?? 'GET'} http://${host}${path}${extra} -> ${names}`
  })
}
