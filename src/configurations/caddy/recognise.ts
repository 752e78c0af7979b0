import { basename, join } from 'node:path'
import type { Files } from '../configuration.js'

const WORDS =
  /^[ \t]*(?:reverse_proxy|handle_path|handle|php_fastcgi|file_server|encode|respond|redir|import|root|tls|log|route|handle_errors|forward_auth|auto_https|email)(?=[ \t\n{])/m
/** A line that ends in a brace, and no line in a semicolon. */
const ADDRESS =
  /^(?:\S+[ \t]+)*(?:https?:\/\/\S+|:\d+|\S+\.\S+|localhost\S*|\(\S+\)|\*|\{\$\S+\})?(?:,[ \t]*\S+)*[ \t]*\{[ \t]*(?:#.*)?$/m
const OTHERS =
  /^[ \t]*(?:vcl[ \t]+[\d.]+;|sub[ \t]+vcl_|(?:server|http|events)[ \t]*\{|<\/?[A-Z]\w+|(?:frontend|backend|listen)[ \t]+[\w.-]+[ \t]*$)|^[^#\n]*;[ \t]*$/m

/** No line with an address is as long as that. */
const LONG = 1000

/** Whether a text is a Caddyfile. */
export function isCaddyfile(text: string): boolean {
  const short = text.split('\n').filter(line => line.length < LONG)
  return WORDS.test(text) && short.some(line => ADDRESS.test(line)) && !OTHERS.test(text)
}

/** The Caddyfile that a path leads to; undefined when there is none. */
export function recognise(path: string, files: Files): string | undefined {
  if (files.isFolder(path)) return inFolder(path, files)
  const text = files.read(path)
  if (text === undefined) return undefined
  return isNamed(path) || isCaddyfile(text) ? path : undefined
}

function inFolder(folder: string, files: Files): string | undefined {
  const named = [
    join(folder, 'Caddyfile'),
    ...files.glob(join(folder, 'Caddyfile.*')),
    ...files.glob(join(folder, '*.[Cc]addyfile'))
  ]
  return named.find(path => files.exists(path) && !files.isFolder(path))
}

function isNamed(path: string): boolean {
  return /^Caddyfile(?:$|[._-])|\.caddy(?:file)?$/i.test(basename(path)) && !/\.(?:json|ya?ml|md)$/.test(path)
}
