import type { ClientAct, ClientPlan, RequestPlan } from '../../core/client-plan.js'

/** What curl says of itself. */
const FIELDS = ['User-Agent', 'curl/7.88.1', 'Accept', '*/*']

/** A client that sends what curl would send, so that everybody on the way sees the same. */
export function asCurl(client: ClientPlan): ClientPlan {
  return { ...client, acts: client.acts.map(act => eachRequest(act, introduced)) }
}

/** An operator asks once, and waits: not as somebody who leaves early, or tries again. */
export function patiently(acts: readonly ClientAct[]): ClientAct[] {
  return acts.map(act => eachRequest(act, ({ leaves: _, retry: __, ...request }) => request))
}

function eachRequest(act: ClientAct, change: (request: RequestPlan) => RequestPlan): ClientAct {
  if (act.act === 'request') return { ...act, request: change(act.request) }
  return act.act === 'together' ? { ...act, requests: act.requests.map(change) } : act
}

/** A scenario that names one of them itself means it. */
function introduced(request: RequestPlan): RequestPlan {
  const { fields } = request
  const names = fields.filter((_, at) => at % 2 === 0).map(name => name.toLowerCase())
  const own = FIELDS.filter((_, at) => !names.includes((FIELDS[at - (at % 2)] ?? '').toLowerCase()))
  return { ...request, fields: [...own, ...fields] }
}
