import { Trouble } from '../core/errors.js'
import type { Target } from '../core/target.js'

/** No gateway at all: the client asks the upstream itself, as an operator does who wants to know which of the two it is. */
export const direct: Target = {
  name: 'direct',
  product: 'nothing in between',
  namesErrors: false,
  clockGrain: 0,
  cannotSay: () => [],
  find: () => Promise.resolve({ here: true, version: '' }),
  async start(_found, { upstreams: [upstream] }) {
    if (upstream === undefined) throw new Trouble('bad-scenario', 'there is no upstream to ask directly')
    const { host, port } = upstream
    return {
      host,
      port,
      pids: [],
      configuration: '',
      unsaid: [],
      log: () => Promise.resolve([]),
      [Symbol.asyncDispose]: () => Promise.resolve()
    }
  }
}
