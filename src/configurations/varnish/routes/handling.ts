import type { Setting } from '../../configuration.js'
import type { Led } from './ways.js'

/** Statuses of an application, with which vcl_backend_response is tried. */
const STATUSES = [500, 502, 503, 404]
const REPLACES = ['error', 'retry', 'abandon', 'fail']

/** Whether the answers of the application with which it says that it failed are replaced. */
export function handling({ course }: Led): Setting {
  for (const status of STATUSES) {
    course.know('beresp.status', status)
    course.know('beresp.was_304', false)
    const ending = course.run('vcl_backend_response')
    if (ending !== undefined && REPLACES.includes(ending.action))
      return { name: 'vcl_backend_response', value: `return (${ending.action}) for ${status}`, place: ending.place }
  }
  return { name: 'vcl_backend_response', value: 'lets them pass' }
}
