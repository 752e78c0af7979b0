import type { ClientAct, ClientPlan, RequestPlan } from '../core/client-plan.js'
import type { Played } from '../core/duration.js'
import type { ClientEntry } from './client.js'
import type { RequestEntry } from './request.js'

/** A request of a scenario with its label; one that is sent several times stands here as often. */
export interface LabelledRequest {
  readonly label: string
  readonly entry: RequestEntry
}

/** Every request of a scenario, in the order of the file. */
export function requestsOf(client: readonly ClientEntry[]): LabelledRequest[] {
  return client.flatMap(entriesOf).flatMap(entry => {
    const labelled = { label: `${entry.method} ${entry.path}`, entry }
    return Array.from({ length: entry.times }, () => labelled)
  })
}

function entriesOf(entry: ClientEntry): readonly RequestEntry[] {
  if (entry.kind === 'request') return [entry.request]
  return entry.kind === 'together' ? entry.requests : []
}

/** What the client does, in real milliseconds. */
export function planClient(client: Played<readonly ClientEntry[]>, patience: number): ClientPlan {
  let index = 0
  const number = (entry: Played<RequestEntry>): RequestPlan[] =>
    Array.from({ length: entry.times }, () => planRequest(entry, index++))
  return { patience, acts: client.flatMap(entry => actsOf(entry, number)) }
}

function actsOf(entry: Played<ClientEntry>, number: (entry: Played<RequestEntry>) => RequestPlan[]): ClientAct[] {
  if (entry.kind === 'together') return [{ act: 'together', requests: entry.requests.flatMap(each => number(each)) }]
  if (entry.kind === 'request') {
    const requests = number(entry.request)
    const [request] = requests
    return request !== undefined && requests.length === 1
      ? [{ act: 'request', request }]
      : [{ act: 'together', requests }]
  }
  return [
    ...(entry.await === undefined ? [] : [{ act: 'await', mark: entry.await } as const]),
    ...(entry.wait === undefined ? [] : [{ act: 'wait', milliseconds: entry.wait } as const]),
    ...(entry.signal === undefined
      ? []
      : [{ act: 'signal', signal: entry.signal, to: entry.to ?? 'upstream', beside: entry.as !== undefined } as const]),
    ...(entry.mark === undefined ? [] : [{ act: 'mark', name: entry.mark } as const])
  ]
}

function planRequest(entry: Played<RequestEntry>, index: number): RequestPlan {
  return {
    index,
    label: `${entry.method} ${entry.path}`,
    method: entry.method,
    path: entry.path,
    version: entry.version,
    fields: fieldsOf(entry),
    leaves: entry.leave,
    retry: entry.retry && { times: entry.retry.times ?? 1, backoff: entry.retry.backoff ?? 0 },
    body: entry.body?.text ?? null,
    ...(entry.body?.pace === undefined ? {} : { pace: entry.body.pace }),
    connection: entry.connection,
    beside: entry.as !== undefined
  }
}

function fieldsOf({ headers, retry }: Played<RequestEntry>): string[] {
  const key = retry?.key === undefined ? [] : ['Idempotency-Key', retry.key]
  return [...Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap(each => [name, each])), ...key]
}
