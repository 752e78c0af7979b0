import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../../core/errors.js'
import { temporaryFolder } from '../temporary-folder.js'
import { findUnprivileged, type Manner } from '../unprivileged.js'
import { type WatchedProcess, watchedProcess } from '../watched-process.js'
import { type Binaries, findBinaries } from './binaries.js'
import type { Server } from './server.js'

const USER = 'gatecrash'

/** While it is made, too: what stands in /dev/shm would outlive a process that is killed. */
const NO_SHARED_MEMORY = ['-c', 'dynamic_shared_memory_type=mmap']

/** It is thrown away at the end, so it need not survive a power cut; it leaves nothing in shared memory, and opens no port. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '16MB',
  max_connections: '200',
  dynamic_shared_memory_type: 'mmap',
  log_min_duration_statement: '100',
  autovacuum: 'off',
  jit: 'off'
}

/** From so many milliseconds on a statement is told with its plan. Preloaded, since only a superuser may load it into a session of its own. */
const WITH_PLANS: Readonly<Record<string, string>> = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '100',
  'auto_explain.log_analyze': 'on'
}

/** Starts a PostgreSQL of our own on a unix socket in a temporary folder. */
export async function startEmbeddedServer(): Promise<Server> {
  const folder = await temporaryFolder('db')
  try {
    const server = await startIn(folder.path)
    return {
      connection: { host: folder.path, user: USER, database: 'postgres' },
      forPsql: `'postgresql:///postgres?host=${encodeURI(folder.path)}&user=${USER}'`,
      log: () => server.said(),
      async [Symbol.asyncDispose]() {
        await server.stop()
        await folder[Symbol.asyncDispose]()
      }
    }
  } catch (error) {
    await folder[Symbol.asyncDispose]()
    throw error
  }
}

async function startIn(folder: string): Promise<WatchedProcess> {
  checkSocketPath(folder)
  const libraries = join(folder, 'lib')
  await mkdir(libraries)
  const manner = await findUnprivileged(folder)
  const binaries = await findBinaries(libraries, manner)
  const data = join(folder, 'data')
  await initialise(binaries, manner, data)
  const plans = binaries.explainsSlow ? WITH_PLANS : {}
  const settings = Object.entries({ ...SETTINGS, ...plans, unix_socket_directories: folder })
  const args = ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const server = await launch(binaries.postgres, args, binaries, manner)
  if (await isReady(server)) return server
  await server.stop()
  throw new Trouble('start-failed', `PostgreSQL did not start: ${server.said().trim()}`)
}

/** The kernel takes no longer path for a socket than 103 bytes (macOS) or 107 (Linux). */
function checkSocketPath(folder: string): void {
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= 103) return
  throw new Trouble('start-failed', `the path of a socket in ${folder} is too long`, 'Set TMPDIR to a shorter path.')
}

const INITDB_LIMIT = 60_000

async function initialise(binaries: Binaries, manner: Manner, data: string): Promise<void> {
  const quick = ['--no-sync', '--no-instructions', '--locale=C', '--encoding=UTF8', '--auth=trust']
  await using initdb = await launch(
    binaries.initdb,
    ['-D', data, '-U', USER, ...NO_SHARED_MEMORY, ...quick],
    binaries,
    manner
  )
  const late = setTimeout(() => void initdb.stop('SIGKILL'), INITDB_LIMIT)
  const { code } = await initdb.exited
  clearTimeout(late)
  if (code !== 0) throw new Trouble('start-failed', `initdb failed: ${initdb.said().trim()}`)
}

function launch(program: string, args: readonly string[], { env }: Binaries, manner: Manner): Promise<WatchedProcess> {
  const [command = program, ...all] = [...manner.prefix, program, ...args]
  const { user } = manner
  // SIGQUIT: at once, without a checkpoint; its own children go with it.
  return watchedProcess(command, all, {
    env,
    stopSignal: 'SIGQUIT',
    grace: 5000,
    ...(user === undefined ? {} : { user })
  })
}

/** Its log tells when it is ready. */
async function isReady(server: WatchedProcess): Promise<boolean> {
  const limit = AbortSignal.timeout(20_000)
  return new Promise(resolve => {
    const look = () => /ready to accept connections/.test(server.said()) && resolve(true)
    server.stderr.on('data', look)
    look()
    limit.addEventListener('abort', () => resolve(false))
    void server.exited.then(() => resolve(false))
  })
}
