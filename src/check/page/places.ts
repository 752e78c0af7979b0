import { dirname, isAbsolute, relative } from 'node:path'
import type { Configuration, Place, Setting } from '../../configurations/configuration.js'

/** Where something stands, as a person would say it from a folder: nginx.conf:14, conf.d/api.conf:3. */
export function placeWords({ file, line }: Place, folder: string): string {
  return `${fileFrom(folder, file)}:${line}`
}

/** A file as it is named from a folder; whole when it lies elsewhere. */
export function fileFrom(folder: string, file: string): string {
  if (!isAbsolute(file)) return file
  const path = relative(folder, file)
  return path.startsWith('..') || path === '' ? file : path
}

/** The folder of the file that was named first: what its places are told from. */
export function folderOf({ files }: Configuration): string {
  return dirname(files[0]?.path ?? '/')
}

/** A setting, without its place: proxy_read_timeout 60s. */
export function settingWords({ name, value }: Setting): string {
  return value === '' ? name : `${name} ${value}`
}

/** Where a setting stands, or that it is a default. */
export function originWords({ place }: Setting, folder: string): string {
  return place === undefined ? 'default' : placeWords(place, folder)
}
