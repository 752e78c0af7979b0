import { readlink } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { Trouble } from '../core/errors.js'
import { entering } from '../runner/index.js'
import { type WatchedProcess, watchedProcess } from '../surroundings/index.js'
import { spare } from './leftovers.js'

/** A network beside the gateway's, for upstreams on a port that the gateway itself has taken on all of its addresses. */
export interface Beyond extends AsyncDisposable {
  /** The process that keeps it. */
  readonly network: number
  /** From now on this address is there, and not here. */
  admit(address: string): Promise<void>
}

const HERE = '198.19.255.1'
const THERE = '198.19.255.2'
const CABLE = 'beyond'

/** Opens it, joined to ours by a cable. Every address that is asked for there is one of its own. */
export async function openBeyond(): Promise<Beyond> {
  const holder = await watchedProcess('unshare', ['--net', 'sleep', 'infinity'], {
    grace: 0
  })
  try {
    spare(holder.pid)
    await join(holder)
  } catch (error) {
    await holder.stop('SIGKILL')
    throw error
  }
  const admitted = new Map<string, Promise<void>>()
  return {
    network: holder.pid,
    admit(address) {
      // Among the local addresses, of which everything else is ours.
      const route =
        admitted.get(address) ?? run(['ip', 'route', 'add', address, 'dev', CABLE, 'src', HERE, 'table', 'local'])
      admitted.set(address, route)
      return route
    },
    [Symbol.asyncDispose]: () => holder.stop('SIGKILL')
  }
}

async function join(holder: WatchedProcess): Promise<void> {
  await untilApart(holder)
  const there = ['nsenter', ...entering(holder.pid)]
  await run(['ip', 'link', 'add', CABLE, 'type', 'veth', 'peer', 'name', CABLE, 'netns', `${holder.pid}`])
  await run(['ip', 'addr', 'add', `${HERE}/30`, 'dev', CABLE])
  await run(['ip', 'link', 'set', CABLE, 'up'])
  await run(['ip', 'route', 'add', `${THERE}`, 'dev', CABLE, 'src', HERE, 'table', 'local'])
  await run([...there, 'ip', 'link', 'set', 'lo', 'up'])
  await run([...there, 'ip', 'addr', 'add', `${THERE}/30`, 'dev', CABLE])
  await run([...there, 'ip', 'link', 'set', CABLE, 'up'])
  await run([...there, 'ip', 'route', 'add', 'local', 'default', 'dev', 'lo'])
  await run([...there, 'ip', 'route', 'add', HERE, 'dev', CABLE, 'table', 'local'])
}

function networkOf({ pid }: WatchedProcess): string {
  return `/proc/${pid}/ns/net`
}

/** The process is there a moment before its network is another one. */
async function untilApart(holder: WatchedProcess): Promise<void> {
  const ours = await readlink('/proc/self/ns/net')
  for (let tries = 0; tries < 1000; tries++) {
    if ((await readlink(networkOf(holder)).catch(() => ours)) !== ours) return
    await delay(1)
  }
  throw new Trouble('start-failed', `unshare --net opened no network: ${holder.said()}`)
}

async function run([command = '', ...args]: readonly string[]): Promise<void> {
  await using process = await watchedProcess(command, args)
  const { code } = await process.exited
  if (code !== 0) throw new Trouble('start-failed', `${command} ${args.join(' ')} failed: ${process.said().trim()}`)
}
