import type { Listener, Route } from '../configurations/configuration.js'
import type { Address, Place, RunningGateway } from '../core/target.js'
import { WITHOUT_MOUNTING } from '../sandbox/index.js'
import { type WatchedProcess, watchedProcess } from '../surroundings/index.js'
import { startFaces } from './faces.js'
import type { Layout } from './given-target.js'
import { endLeftovers } from './leftovers.js'
import { LogFolder } from './log-folder.js'
import { scaledStart } from './scaled-start.js'
import type { StandIn } from './stage.js'
import { untilUp } from './until-up.js'

/** Starts the gateway on its configuration, behind the faces of its upstreams, and waits until it answers. */
export async function startGiven(
  layout: Layout,
  { listener, host }: Route,
  standIns: readonly StandIn[],
  speed: number
): Promise<RunningGateway> {
  const faces = await startFaces(standIns, layout)
  const address = addressOf(listener, host)
  const log = new LogFolder(LOGS)
  const gateway = await startProgram(layout, speed)
  const end = async () => {
    await gateway.stop()
    await endLeftovers()
    for (const face of faces) await face[Symbol.asyncDispose]()
  }
  try {
    await untilUp(address, gateway, layout.program)
  } catch (error) {
    await end()
    throw error
  }
  log.begin()
  return {
    ...address,
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

/** How a client speaks to a listener. */
function addressOf(listener: Listener, host: string): Address {
  return {
    ...placeOf(listener),
    ...(listener.tls && { tls: { servername: host } }),
    ...(listener.proxyProtocol && { preface: PROXY_LINE })
  }
}

/** Where a client finds a listener. */
export function placeOf({ host, port }: Pick<Listener, 'host' | 'port'>): Place {
  const all = ['0.0.0.0', '*', ''].includes(host)
  return { host: all ? '127.0.0.1' : host === '::' ? '::1' : host, port }
}
