import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Trouble } from '../core/errors.js'
import { type FacePlan, startFace } from '../faces/index.js'
import { entering } from '../runner/index.js'
import type { Layout } from './given-target.js'
import type { StandIn } from './stage.js'

/** Starts what translates for the upstreams that are spoken to in something else than plain HTTP. */
export async function startFaces(standIns: readonly StandIn[], layout: Layout): Promise<AsyncDisposable[]> {
  const faces: AsyncDisposable[] = []
  for (const standIn of standIns.filter(({ faced }) => faced)) {
    const settings = settingsOf(standIn, layout)
    faces.push(await (standIn.beyond ? startBeyond(settings, (await layout.beyond()).network) : startFace(settings)))
  }
  return faces
}

function settingsOf({ upstream, host, port }: StandIn, { certificate, addresses }: Layout): FacePlan {
  const { protocol, socket, host: name, port: there } = upstream
  const at = socket === undefined ? { host: addresses.get(name.toLowerCase()) ?? name, port: there } : { socket }
  return { protocol, at, upstream: { host, port }, certificate }
}

/** In another network a face needs a process of its own. */
async function startBeyond(settings: FacePlan, network: number): Promise<AsyncDisposable> {
  const child = fork(new URL('./face-process.js', import.meta.url), [], {
    execPath: 'nsenter',
    execArgv: [...entering(network), process.execPath],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  child.send(settings)
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (said !== 'started') throw new Trouble('start-failed', `the face of an upstream did not start: ${said}`)
  return { [Symbol.asyncDispose]: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
