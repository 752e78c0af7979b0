import { dirname } from 'node:path'
import type { Configuration, Start } from '../configuration.js'
import { HOME, type ReadFile, VCL_PATH } from './text/whole.js'

/** What Varnish keeps while it runs. */
const FOLDER = '/tmp/gatecrash-varnish'
/** Where Varnish listens is no matter of VCL: this is where its packages let it listen. */
export const LISTENS = { host: '127.0.0.1', port: 6081 }

/** Varnish in the foreground, as whoever starts it, quickly: its VCL becomes a program, which is not made to be a fast one. */
export function startOf(main: string, files: readonly ReadFile[]): Configuration['start'] {
  const root = dirname(main)
  const common = [
    ...['-j', 'none', '-n', FOLDER],
    ...['-p', 'cc_command=exec gcc -O0 -pipe -pthread -fpic -shared -o %o %s'],
    ...['-p', `vcl_path=${[root, ...VCL_PATH].join(':')}`],
    ...['-f', main]
  ]
  const where = ['-a', `${LISTENS.host}:${LISTENS.port}`, '-T', 'none', '-s', 'malloc,32m']
  return {
    args: ['-F', ...where, '-p', 'vsl_space=8M', '-p', 'thread_pools=1', '-p', 'thread_pool_min=10', ...common],
    check: ['-C', ...common],
    clock: 'scaled',
    shown: root === HOME || !files.some(({ text }) => text.includes(`${HOME}/`)) ? [] : [{ from: root, at: HOME }],
    written: writtenOf(root, files)
  }
}

/** As they are; a fast clock writes them anew, with shorter times. What was given is to be found as production has it, too. */
function writtenOf(root: string, files: readonly ReadFile[]): Start['written'] {
  const all = files.flatMap(({ at, path, text }) => {
    const inHome = path.startsWith(`${root}/`) && files.some(file => file.at.startsWith(`${HOME}/`))
    return [{ at, text }, { at: path, text }, ...(inHome ? [{ at: HOME + path.slice(root.length), text }] : [])]
  })
  return [...new Map(all.map(file => [file.at, file])).values()]
}
