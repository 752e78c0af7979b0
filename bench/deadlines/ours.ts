import type { Timeouts } from '../../src/gateway/exchange.js'
import { createUpstreamClient, parseUpstream } from '../../src/gateway/upstream-client/index.js'
import { inTurn, type Trial } from './trial.js'

const UNLIMITED: Timeouts = { connect: 0, read: 0, write: 0, head: 0, total: 0, keepalive: 0 }

/** So many requests of our client that all come too late: how late each was told so, in milliseconds. */
export async function lateOnes(trial: Trial): Promise<number[]> {
  const { limit, ms, port, target } = trial
  const upstream = parseUpstream(`http://127.0.0.1:${port}`)
  const client = createUpstreamClient({ upstream, timeouts: { ...UNLIMITED, [limit]: ms } })
  const one = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const outgoing = { method: 'GET', target, fields: ['Host', 'bench'], body: null, bodyLength: undefined }
      const call = client.send(
        { ...outgoing, expectsContinue: false },
        {
          interim: () => undefined,
          head: () => undefined,
          data: () => true,
          end: () => reject(new Error('the upstream was done')),
          failed: () => resolve(performance.now() - began - (call.timings.sent ?? 0) - ms)
        }
      )
    })
  const all = await inTurn(trial, one)
  client.destroy()
  return all
}
