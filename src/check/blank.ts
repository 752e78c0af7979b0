import type { RequestPlan } from '../core/client-plan.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'

/** A request that is to be aimed. */
export const REQUEST: RequestPlan = {
  index: 0,
  label: '',
  method: 'GET',
  path: '/',
  version: '1.1',
  fields: [],
  body: null,
  connection: 'new',
  beside: false
}

/** An upstream that is to be given a script. */
export const UPSTREAM: UpstreamPlan = {
  name: 'upstream',
  listen: 'open',
  script: [],
  connections: [],
  when: [],
  workers: 0
}
