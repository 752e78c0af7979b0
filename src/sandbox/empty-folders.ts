import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from './canonical.js'

/** Everybody may write there, and each may remove only what is theirs. */
export const FOR_EVERYBODY = ['/tmp', '/var/tmp', '/dev/shm'] as const

/** Nothing of the machine is seen here: sockets of its services would lead out, and what is written has no place to go. */
const EMPTY = [...FOR_EVERYBODY, '/dev', '/proc', '/sys', '/run', '/var/run', '/var/log', '/var/cache']

/** What products keep, where they are installed: their programs know these folders without being told. */
const KEPT_BY_PRODUCTS = ['nginx', 'haproxy', 'apache2', 'httpd', 'varnish', 'caddy', 'squid', 'trafficserver', 'h2o']

/** Programs expect the folders that their packages made: these are there, and empty. */
const WITH_FOLDERS = ['/run', '/var/log', '/var/cache', ...KEPT_BY_PRODUCTS.map(name => `/var/lib/${name}`)]
const LEVELS = 2
const MOST_FOLDERS = 200

/** The folders in which a private root shows nothing of the machine, by their real paths. */
export function emptyFolders(): readonly string[] {
  const kept = WITH_FOLDERS.filter(path => foldersIn(path) !== undefined)
  return [...new Set([...EMPTY, ...kept].map(path => canonical(path, () => false)))]
}

/** The folders that are there all the same, empty like all of them. */
export function foldersKept(): readonly string[] {
  return WITH_FOLDERS.flatMap(path =>
    foldersBelow(
      canonical(path, () => false),
      LEVELS
    )
  ).slice(0, MOST_FOLDERS)
}

function foldersBelow(path: string, levels: number): readonly string[] {
  if (levels === 0) return []
  const folders = (foldersIn(path) ?? []).map(name => join(path, name))
  return [...folders, ...folders.flatMap(folder => foldersBelow(folder, levels - 1))]
}

function foldersIn(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
  } catch {
    return undefined
  }
}
