import { Nginx, nginxIsInstalled } from './gateway/nginx.js'
import { Program } from './gateway/processes.js'

/**
 * How much CPU time a request costs in a gateway: bare @fastify/http-proxy, the reference gateway, and nginx where it is
 * installed, each in a process of its own, loaded in turn. Exits with 1 when ours costs more than the bare library.
 */

const ROUNDS = 7
const REQUESTS = 20_000
const WARM_UP = 30_000

interface Candidate {
  readonly name: string
  readonly port: number
  /** CPU time so far, in microseconds. */
  cpu(): Promise<number>
  readonly costs: number[]
}

async function main(): Promise<number> {
  const started: AsyncDisposable[] = []
  try {
    const load = new Program('load')
    started.push(load)
    const candidates = await startAll(started)
    for (const { port } of candidates) await load.ask({ port, requests: WARM_UP })
    for (let round = 0; round < ROUNDS; round++) {
      for (const candidate of candidates) candidate.costs.push(await costOf(candidate, load))
    }
    return tell(candidates)
  } finally {
    for (const each of started.reverse()) await each[Symbol.asyncDispose]()
  }
}

/** All that is started is noted at once, so that it is stopped whatever comes. */
async function startAll(started: AsyncDisposable[]): Promise<Candidate[]> {
  const upstream = new Program('upstream')
  started.push(upstream)
  const upstreamPort = await upstream.port()
  const candidates: Candidate[] = []
  for (const name of ['bare', 'ours']) {
    const program = new Program(name, `http://127.0.0.1:${upstreamPort}`)
    started.push(program)
    const cpu = async () => (await program.ask<{ cpu: number }>({})).cpu
    candidates.push({ name, port: await program.port(), cpu, costs: [] })
  }
  if (!nginxIsInstalled()) return candidates
  const nginx = await Nginx.start(upstreamPort)
  started.push(nginx)
  return [...candidates, { name: 'nginx', port: nginx.port, cpu: () => nginx.cpu(), costs: [] }]
}

async function costOf(candidate: Candidate, load: Program): Promise<number> {
  const before = await candidate.cpu()
  const { requests } = await load.ask<{ requests: number }>({ port: candidate.port, requests: REQUESTS })
  return ((await candidate.cpu()) - before) / requests
}

function tell(candidates: readonly Candidate[]): number {
  const [bare = 0, ours = 0] = candidates.map(({ costs }) => median(costs))
  for (const { name, costs } of candidates) {
    const cost = median(costs)
    const all = costs.map(each => each.toFixed(1)).join(' ')
    console.log(
      `${name.padEnd(6)} ${cost.toFixed(1).padStart(6)} µs/request  ${(cost / bare).toFixed(2)} of bare   (${all})`
    )
  }
  return ours > bare ? 1 : 0
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number
}

process.exitCode = await main()
