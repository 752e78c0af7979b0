import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Listener, Route } from '../configurations/configuration.js'
import { now } from '../core/clock.js'
import { Trouble } from '../core/errors.js'
import type { Place, RunningGateway } from '../core/target.js'
import { WITHOUT_MOUNTING } from '../sandbox/index.js'
import { type WatchedProcess, watchedProcess } from '../surroundings/index.js'
import { startFaces } from './faces.js'
import type { Layout } from './given-target.js'
import { endLeftovers } from './leftovers.js'
import { LogFolder } from './log-folder.js'
import { scaledStart } from './scaled-start.js'
import type { StandIn } from './stage.js'

/** How long a gateway may take until it answers by itself. */
const START_LIMIT = 15_000
/** Between two questions whether it is up: nobody tells us when it is. */
const INTERVAL = 5
/** Whoever has nothing to say within so many milliseconds is waiting for more of a request: it is up. */
const SILENCE = 1000

/** Starts the gateway on its configuration, behind the faces of its upstreams, and waits until it answers. */
export async function startGiven(
  layout: Layout,
  { listener, host }: Route,
  standIns: readonly StandIn[],
  speed: number
): Promise<RunningGateway> {
  const faces = await startFaces(standIns, layout)
  const place = placeOf(listener)
  const log = new LogFolder(LOGS)
  const gateway = await startProgram(layout, speed)
  const end = async () => {
    await gateway.stop()
    endLeftovers()
    for (const face of faces) await face[Symbol.asyncDispose]()
  }
  try {
    await untilUp(place, gateway, layout.program)
  } catch (error) {
    await end()
    throw error
  }
  log.begin()
  return {
    ...place,
    ...(listener.tls && { tls: { servername: host } }),
    ...(listener.proxyProtocol && { preface: PROXY_LINE }),
    pids: [gateway.pid],
    configuration: '',
    unsaid: [],
    log: async () => log.entries(),
    [Symbol.asyncDispose]: end
  }
}

const LOGS = '/var/log'
/** What a balancer in front says of the client, where the gateway expects to be told. */
const PROXY_LINE = 'PROXY TCP4 192.0.2.1 192.0.2.2 40000 80\r\n'

/** The program on its configuration, in the foreground. */
export async function startProgram(layout: Layout, speed: number): Promise<WatchedProcess> {
  const { configuration, program, clock } = layout
  const scaled = await scaledStart(layout, speed)
  const { args, environment } = scaled ?? configuration.start
  const env = { ...process.env, ...environment, ...(scaled === undefined && clock(speed)) }
  // The gateway is somebody else's: it gets no right that could open the walls.
  const [command, ...rest] = [...WITHOUT_MOUNTING, program, ...args]
  return watchedProcess(command, rest, { env, cwd: '/', grace: 0, stopSignal: 'SIGKILL' })
}

/** Where a client finds a listener. */
export function placeOf({ host, port }: Pick<Listener, 'host' | 'port'>): Place {
  const all = ['0.0.0.0', '*', ''].includes(host)
  return { host: all ? '127.0.0.1' : host === '::' ? '::1' : host, port }
}

/** Resolves when the gateway is at work at a place; a Trouble when it has ended, or takes too long. */
export async function untilUp(place: Place, gateway: WatchedProcess, program: string): Promise<void> {
  const began = now()
  let failed: number | null | undefined
  void gateway.exited.then(({ code }) => {
    failed = code
  })
  while (now() - began < START_LIMIT) {
    if (await answers(place)) return
    // One that goes into the background ends well, and is up a moment later.
    if (failed !== undefined && failed !== 0) throw didNotStart(program, gateway.said())
    await delay(INTERVAL)
  }
  throw didNotStart(program, gateway.said() || `nobody listens at ${place.host}:${place.port}`)
}

function didNotStart(program: string, said: string): Trouble {
  const lines = said.split('\n').filter(line => line.trim() !== '')
  return new Trouble('start-failed', `${program} did not start: ${lines.slice(-5).join('; ') || 'it said nothing'}`)
}

/** Whether somebody is at work behind a port: it says something to what is no request, or ends it. */
function answers(place: Place): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(place)
    const settle = (up: boolean) => {
      socket.destroy()
      resolve(up)
    }
    socket.setTimeout(SILENCE, () => settle(true))
    socket.once('connect', () => socket.write('\r\n?\r\n\r\n'))
    socket.once('data', () => settle(true)).once('end', () => settle(true))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => settle(code === 'ECONNRESET' || code === 'EPIPE'))
  })
}
