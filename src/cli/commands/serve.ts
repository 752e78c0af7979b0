import type { ClientPlan, RequestPlan } from '../../core/client-plan.js'
import { quotedForShell, servingReport } from '../../report/index.js'
import { type Audience, type Job, openSurroundings, serve as serveJob } from '../../runner/index.js'
import { type Scenario, wordFor } from '../../scenario/index.js'
import { type Command, EXIT } from '../command.js'
import { type Options, parseFlags } from '../flags.js'
import type { Terminal } from '../terminal.js'
import { LIMIT_FLAGS, limitsOf, SPEED_FLAG, TARGET_FLAG, wholeFlag } from '../values.js'
import { jobsFor } from './jobs.js'
import { onlyScenario } from './only-scenario.js'

const FLAGS = [
  TARGET_FLAG,
  SPEED_FLAG,
  { name: 'remedy', value: 'NAME', says: 'Plays a remedy of the scenario instead of the failure.' },
  wholeFlag('gateway-port', 'The port of the gateway; a free one when left out.', 0, 65_535),
  wholeFlag('upstream-port', 'The port of the upstream; a free one when left out.', 0, 65_535),
  { name: 'restart', says: 'Starts an upstream again that has died, as a supervisor would.' },
  ...LIMIT_FLAGS
] as const

type ServeOptions = Options<typeof FLAGS>

const HOST = '127.0.0.1'

/** `gatecrash serve`: a failing upstream and a gateway in front of it, to be asked and looked at by hand. */
export const serve: Command = {
  name: 'serve',
  usage: 'NAME [options]',
  says: 'Keeps upstream and gateway of a scenario up, for curl, ss and strace of your own.',
  flags: FLAGS,
  examples: [
    ['gatecrash serve slow-db', 'Prints both addresses, and the commands of the lesson with them.'],
    ['gatecrash serve crash --restart', 'The upstream dies with each request, and comes back.'],
    ['gatecrash serve refused --target nginx --gateway-port 8080', 'A real nginx, on a port of your choice.']
  ],
  async perform(typed, { terminal, interrupted }) {
    const { words, options } = parseFlags(typed, FLAGS, 'serve')
    const scenario = await onlyScenario(words, 'serve')
    const [job] = (await jobsFor([scenario], options, limitsOf(options))) as [Job]
    const place = {
      host: HOST,
      gatewayPort: options['gateway-port'] ?? 0,
      upstreamPort: options['upstream-port'] ?? 0,
      restart: options.restart ?? false
    }
    await using surroundings = openSurroundings(process.env)
    await serveJob(job, place, { surroundings, interrupted }, audienceAt(terminal, job, scenario, options))
    return EXIT.fine
  }
}

function audienceAt(terminal: Terminal, job: Job, scenario: Scenario, options: ServeOptions): Audience {
  const report = servingReport(terminal.out)
  const { plan, target, found } = job
  return {
    ready({ gateway, upstreams, psql }) {
      report.ready({
        card: plan.card,
        remedy: plan.remedy,
        speed: plan.speed,
        target: `${target.product} ${found.version}`,
        limits: plan.realLimits,
        requests: requestsOf(plan.client),
        gateway: { host: gateway.host, port: gateway.port, pids: processesOf(gateway.pids) },
        upstreams: upstreams.map(({ pid, ...place }) => ({ ...place, pids: [pid] })),
        ...(psql === undefined ? {} : { psql }),
        again: terminal.call('upstream', ...againWords(scenario, upstreams[0]?.port ?? 0, options)),
        supervised: options.restart === true || plan.upstreams[0]?.life?.restart !== undefined
      })
    },
    logged: report.logged,
    died: report.died,
    started: report.started,
    wrote: report.wrote,
    gatewayDied: report.gatewayDied
  }
}

/** Our own gateway lives in our process. */
function processesOf(pids: readonly number[]): readonly number[] {
  return pids.length === 0 ? [process.pid] : pids
}

function requestsOf({ acts }: ClientPlan): readonly RequestPlan[] {
  return acts.flatMap(act => (act.act === 'request' ? [act.request] : act.act === 'together' ? act.requests : []))
}

/** The upstream alone, as it was, on the port that the gateway knows. */
function againWords(scenario: Scenario, port: number, { remedy, speed }: ServeOptions): string[] {
  const words = [wordFor(scenario), '--port', String(port)]
  if (remedy !== undefined) words.push('--remedy', remedy)
  if (speed !== undefined) words.push('--speed', String(speed))
  return words.map(quotedForShell)
}
