import { dirname, join, resolve } from 'node:path'
import type { Need } from '../configuration.js'
import type { Directive } from './text/tree.js'
import { everyLine } from './walk.js'

/** In the sandbox it is started in the root. */
const HERE = '/'

/** Files and folders that must be there so that Caddy starts. */
export function needsOf(tree: readonly Directive[]): Need[] {
  const all = [...everyLine(tree)].flatMap(line => READERS[line.name]?.(line) ?? [])
  return [...new Map(all.map(need => ['path' in need ? need.path : need.name, need])).values()]
}

const READERS: Readonly<Record<string, (line: Directive) => readonly Need[]>> = {
  tls: ({ args: [path, key], place }) =>
    path === undefined || key === undefined ? [] : [{ kind: 'certificate', path: at(path), key: at(key), place }],
  tls_client_auth: ({ args: [path, key], place }) =>
    path === undefined || key === undefined ? [] : [{ kind: 'certificate', path: at(path), key: at(key), place }],
  tls_trusted_ca_certs: authorities,
  trusted_ca_cert_file: authorities,
  trusted_leaf_cert_file: authorities,
  output: ({ args: [kind, path], place }) =>
    kind === 'file' && path !== undefined ? [{ kind: 'folder', path: dirname(at(path)), place }] : []
}

function authorities({ args, place }: Directive): Need[] {
  return args
    .filter(path => path.includes('/') || /\.(?:pem|crt)$/.test(path))
    .map(path => ({ kind: 'certificate', path: at(path), place }))
}

function at(path: string): string {
  return resolve(HERE, path)
}

/** Without a script nothing is handed on to PHP. */
export function phpIndex({ name, block = [], place }: Directive, outer: string | undefined): Need[] {
  const root = block.find(each => each.name === 'root')?.args[0] ?? outer ?? HERE
  const index = block.find(each => each.name === 'index')?.args[0] ?? 'index.php'
  if (name !== 'php_fastcgi' || index === 'off' || /[{}]/.test(root)) return []
  return [{ kind: 'file', path: join(at(root), index), text: '<?php\n', place }]
}
