import { type Asked, type Assigned, Course, type Ending } from '../course/course.js'
import type { Expression } from '../text/expression.js'
import type { Program } from '../text/program.js'

/** How a request goes: through the cache, past it, or as bytes. */
export type Way = 'hash' | 'pass' | 'pipe'

/** Where a request leads. */
export interface Led {
  readonly asked: Asked
  readonly way: Way
  /** The backend or director; undefined for the default one. */
  readonly to?: { readonly name: string; readonly place: Assigned['place'] }
  /** The subroutines towards the backend have set these. */
  readonly assigned: ReadonlyMap<string, Assigned>
  readonly course: Course
}

/** Goes with a request to where it is asked of a backend; undefined when Varnish answers by itself. */
export function follow(program: Program, asked: Asked): Led | undefined {
  const course = new Course(program, asked)
  const way = wayOf(course.run('vcl_recv'), asked, course)
  if (way === undefined) return undefined
  const then = course.run(SUBS[way])
  if (then !== undefined && !GOES_ON.includes(then.action)) return undefined
  if (way !== 'pipe' && ENDS.includes(course.run('vcl_backend_fetch')?.action ?? '')) return undefined
  const to = targetOf(course)
  return { asked, way, ...(to && { to }), assigned: course.assigned, course }
}

const SUBS = { hash: 'vcl_miss', pass: 'vcl_pass', pipe: 'vcl_pipe' } as const
const GOES_ON = ['fetch', 'pipe', 'pass']
const ENDS = ['fail', 'abandon', 'error']

/** Without a return, what is built in decides: only plain GET and HEAD are looked up. */
function wayOf(ending: Ending | undefined, asked: Asked, course: Course): Way | undefined {
  const action = ending?.action
  if (action === 'hash' || action === 'pass' || action === 'pipe') return action
  if (action !== undefined) return undefined
  const personal = ['cookie', 'authorization'].some(name => course.valueOf(`req.http.${name}`) !== null)
  return ['GET', 'HEAD'].includes(asked.method) && !personal ? 'hash' : 'pass'
}

/** What vcl_backend_fetch says comes last. */
function targetOf({ assigned }: Course): Led['to'] {
  const chosen = assigned.get('bereq.backend') ?? assigned.get('req.backend_hint')
  const name = chosen && nameOf(chosen.of)
  return chosen === undefined || name === undefined ? undefined : { name, place: chosen.place }
}

function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.text
  return expression.kind === 'call' ? expression.text.replace(/\.\w+$/, '') : undefined
}
