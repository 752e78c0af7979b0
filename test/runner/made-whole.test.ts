import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { RunningGateway, Target } from '../../src/core/target.js'
import { openSurroundings, playAll } from '../../src/runner/index.js'
import { planRun, scenariosNamed } from '../../src/scenario/index.js'

/** A gateway that ends in order whatever the upstream did. */
const smoothing: Target = {
  name: 'smoothing',
  product: 'a gateway that hides losses',
  namesErrors: false,
  clockGrain: 1,
  cannotSay: () => [],
  find: async () => ({ here: true, version: '1' }),
  async start(_found, { host, upstreams: [upstream] }): Promise<RunningGateway> {
    const server = createServer((asked, answer) => {
      const { method, url: path, headers } = asked
      const call = request({ host: upstream?.host, port: upstream?.port, method, path, headers }, answered => {
        answer.writeHead(answered.statusCode ?? 502)
        answered.on('data', bytes => answer.write(bytes))
        answered.on('close', () => answer.end())
      })
      call.on('error', () => answer.end()).end()
    })
    await once(server.listen(0, host), 'listening')
    const { port } = server.address() as AddressInfo
    const rest = { pids: [], configuration: '', unsaid: [], log: async () => [] }
    return { host, port, ...rest, [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() }
  }
}

t.test('a loss that a gateway hides from the client is told: 200, made whole', async t => {
  const found = { here: true, version: '1' } as const
  const names = ['ok', 'truncated-body', 'truncated-chunks']
  const jobs = (await scenariosNamed(names)).map(scenario => ({
    plan: planRun(scenario, { speed: 1, limits: {} }),
    target: smoothing,
    found,
    run: scenario.id
  }))
  await using surroundings = openSurroundings(process.env)
  const context = { surroundings, interrupted: new AbortController().signal }
  const verdicts = await playAll(jobs, 3, context, () => undefined)
  t.same(
    verdicts.map(({ answers }) => answers.map(({ got }) => got)),
    [['whole'], ['made-whole'], ['made-whole']]
  )
})
