import { caddyDialect } from '../../../src/configurations/caddy/index.js'
import type { Configuration } from '../../../src/configurations/configuration.js'
import { Trouble } from '../../../src/core/errors.js'
import { filesOf } from '../haproxy/in-memory.js'

/** Reads one text as /site/Caddyfile, with other files beside it. */
export function readText(text: string, others: Readonly<Record<string, string>> = {}): Configuration {
  return caddyDialect.read('/site/Caddyfile', filesOf({ '/site/Caddyfile': text, ...others }))
}

/** What the reader complains of. */
export function complaintOf(text: string, others: Readonly<Record<string, string>> = {}): string {
  try {
    readText(text, others)
  } catch (error) {
    if (error instanceof Trouble) return error.message
    throw error
  }
  return 'nothing'
}
