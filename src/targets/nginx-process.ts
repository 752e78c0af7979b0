import { get } from 'node:http'
import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import type { GatewayPlan, RunningGateway } from '../core/target.js'
import { LOG_FILE, nginxConfiguration, READY_NAME, UNSAID_BY_NGINX } from './nginx-configuration.js'
import { readNginxLog, requestsIn } from './nginx-log.js'
import { nginxWritten } from './nginx-written.js'
import { type ProgramInFolder, programInFolder } from './program-in-folder.js'

/** How long nginx may take to listen. */
const START_LIMIT = 5000
/** nginx writes to its access log after the answer: so long the last line is waited for. */
const LOG_LIMIT = 500

/** Starts an nginx in a folder of its own, outside of which it writes nothing. */
export async function startNginx(
  program: string,
  plan: GatewayPlan,
  port: number,
  witness: Witness
): Promise<RunningGateway | 'port-busy'> {
  const configuration = nginxConfiguration(plan, port, process.getuid?.() === 0)
  const nginx = await programInFolder({
    program,
    name: 'nginx',
    // Until it has read its configuration, nginx would log to the place that it was built with.
    args: folder => ['-e', 'stderr', '-p', folder, '-c', 'nginx.conf'],
    files: { 'nginx.conf': configuration },
    log: LOG_FILE
  })
  await nginx.log.until(lines => listens(lines) || portBusy(lines), START_LIMIT)
  if (listens(nginx.log.all) && (await answers(plan.host, port))) {
    return running(nginx, plan, port, configuration, witness)
  }
  await nginx[Symbol.asyncDispose]()
  if (portBusy(nginx.log.all)) return 'port-busy'
  throw new Trouble('start-failed', `${program} did not start: ${complaint(nginx.process.said())}`)
}

/** Its sockets are open; not earlier may the port be asked, since somebody else could have taken it. */
function listens(lines: readonly string[]): boolean {
  return lines.some(line => line.includes(': start worker process '))
}

function workersIn(lines: readonly string[]): number[] {
  return lines.flatMap(line => /: start worker process (\d+)/.exec(line)?.slice(1).map(Number) ?? [])
}

/** Its worker is up: a request that had to wait for that would seem to be answered late. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const question = get({ host, port, headers: { host: READY_NAME }, agent: false, timeout: START_LIMIT })
    question.once('response', answer => answer.resume().once('close', () => resolve(true)))
    question.once('timeout', () => question.destroy()).once('error', () => resolve(false))
  })
}

/** nginx itself would try the same port again for two and a half seconds. */
function portBusy(lines: readonly string[]): boolean {
  return lines.some(line => /\[emerg\] .* bind\(\) to .* failed .*in use/.test(line))
}

/** What it says, it says twice: as in a log, and after its name. */
function complaint(said: string): string {
  const own = said.split('\n').filter(line => line.startsWith(EMERGENCY))
  return own.length > 0 ? own.map(line => line.slice(EMERGENCY.length)).join('; ') : said.trim() || 'it said nothing'
}

const EMERGENCY = 'nginx: [emerg] '

function running(
  nginx: ProgramInFolder,
  plan: GatewayPlan,
  port: number,
  configuration: string,
  witness: Witness
): RunningGateway {
  let stopping = false
  void nginx.process.exited.then(({ signal, code }) => {
    if (!stopping) witness({ side: 'gateway', what: 'died', signal, code })
  })
  return {
    host: plan.host,
    port,
    pids: workersIn(nginx.log.all),
    configuration,
    unsaid: UNSAID_BY_NGINX.filter(limit => plan.limits[limit] !== undefined),
    async log(requests) {
      await nginx.log.until(lines => requestsIn(lines) >= requests, LOG_LIMIT)
      return readNginxLog(nginx.log.all)
    },
    written: () => nginxWritten(nginx.log.all),
    async [Symbol.asyncDispose]() {
      stopping = true
      await nginx[Symbol.asyncDispose]()
    }
  }
}
