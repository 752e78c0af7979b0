import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { Found, GatewayPlan, RunningGateway } from '../core/target.js'
import { childrenOf } from './children.js'
import { engineFor } from './container.js'
import { type Product, type Setup, written } from './product.js'
import { type ProgramInFolder, programInFolder } from './program-in-folder.js'
import { untilUp } from './ready.js'
import { entriesOf } from './said.js'

/** How long a gateway may take to listen. */
const START_LIMIT = 10_000
/** Most write to their log after the answer: so long the last line is waited for. */
const LOG_LIMIT = 1000

/** Starts a gateway in a folder of its own, outside of which it writes nothing. */
export async function startProduct(
  product: Product,
  { program = product.programs[0] as string, image }: Pick<Found, 'program' | 'image'>,
  plan: GatewayPlan,
  port: number,
  witness: Witness
): Promise<RunningGateway | 'port-busy'> {
  const setup = (folder: string): Setup => ({ plan, port, folder, program, asRoot: process.getuid?.() === 0 })
  const { environment, beside, leaves, heard } = product
  const container = image === undefined ? undefined : await engineFor(image)
  const running = await programInFolder({
    program,
    name: product.name,
    args: folder => product.args(setup(folder)),
    files: folder => product.files(setup(folder)),
    environment: environment === undefined ? undefined : folder => environment(setup(folder)),
    log: product.log,
    stopSignal: product.stopSignal,
    container,
    refusesRoot: product.refusesRoot,
    leaves: leaves === undefined ? undefined : folder => leaves(setup(folder)),
    beside: beside === undefined ? undefined : folder => beside(setup(folder))
  })
  const isHeard = () => heard === undefined || running.log.all.some(line => heard.test(line))
  await running.log.until(
    lines => listensBy(lines, product, plan) || lines.some(line => PORT_BUSY.test(line)),
    START_LIMIT
  )
  const busy = running.log.all.some(line => PORT_BUSY.test(line))
  const up = !busy && (await untilUp(plan.host, port, { ready: product.ready, isHeard }, running.process, START_LIMIT))
  if (up) return runningGateway(product, running, plan, port, witness)
  await running[Symbol.asyncDispose]()
  const said = [running.process.said(), ...running.log.all].join('\n')
  if (PORT_BUSY.test(said)) return 'port-busy'
  throw new Trouble('start-failed', `${program} did not start: ${complaintIn(said)}`)
}

function listensBy(lines: readonly string[], { listens }: Product, plan: GatewayPlan): boolean {
  if (typeof listens === 'function') return listens(lines, plan)
  return listens === undefined || lines.some(line => listens.test(line))
}

const PORT_BUSY = /address (?:is )?already in use|could not bind|cannot bind|can't bind|eaddrinuse/i

/** The last of what it said: a program complains and ends. */
function complaintIn(said: string): string {
  const lines = said.split('\n').filter(line => line.trim() !== '')
  return lines.slice(-5).join('; ') || 'it said nothing'
}

function runningGateway(
  product: Product,
  running: ProgramInFolder,
  plan: GatewayPlan,
  port: number,
  witness: Witness
): RunningGateway {
  const { process, log, configuration } = running
  let stopping = false
  void process.exited.then(({ signal, code }) => {
    if (!stopping) witness({ side: 'gateway', what: 'died', signal, code })
  })
  const stopListening = product.can?.notices === true ? tellNotices(product, running, plan) : () => undefined
  const requestsIn = (lines: readonly string[]) => {
    if (product.ends !== undefined) return lines.filter(product.ends).length
    return product.entries === undefined
      ? lines.filter(line => product.read(line)?.about === 'request').length
      : product.entries(lines).filter(({ method }) => method !== undefined).length
  }
  return {
    host: plan.host,
    port,
    pids: [process.pid, ...childrenOf(process.pid)],
    configuration,
    unsaid: UNSAYABLE.filter(limit => plan.limits[limit] !== undefined && !product.limits.includes(limit)),
    async log(requests) {
      await log.until(lines => requestsIn(lines) >= requests, LOG_LIMIT)
      return product.entries?.(log.all) ?? entriesOf(log.all, product.read)
    },
    written: () => written(product.logFiles, log.all),
    async [Symbol.asyncDispose]() {
      stopping = true
      stopListening()
      await running[Symbol.asyncDispose]()
    }
  }
}

const UNSAYABLE = ['connect', 'read', 'write', 'head', 'total', 'keepalive'] as const

/**
 * Tells of upstreams that go out or come back as soon as the log does, which may know them by their addresses, and may say after every
 * check how they are.
 */
function tellNotices({ read }: Product, { log }: ProgramInFolder, { noticed, upstreams }: GatewayPlan): () => void {
  const states = new Map<string, 'down' | 'up'>()
  let told = 0
  const nameOf = (said: string) => upstreams.find(({ host, port }) => hostAndPort(host, port) === said)?.name ?? said
  return log.watch(lines => {
    for (; told < lines.length; told++) {
      const said = read(lines[told] as string)
      if (said?.about !== 'upstream' || said.state === (states.get(said.upstream) ?? 'up')) continue
      states.set(said.upstream, said.state)
      noticed({ upstream: nameOf(said.upstream), state: said.state, why: said.why })
    }
  })
}
