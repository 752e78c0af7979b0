import { Trouble } from '../../core/errors.js'
import {
  INVALID,
  type Located,
  may,
  must,
  named,
  object,
  type Problem,
  type Read,
  scalar,
  text
} from '../../core/shape/index.js'
import { locate, tellProblems } from '../../scenario/index.js'
import type { Answer } from './answer.js'
import type { Cell, Side } from './cells.js'
import { hearAnswer } from './told.js'
import { FORM } from './write.js'

/** A lock file that was read. */
export interface Lock extends Side {
  readonly product: string
  readonly version: string
  readonly configuration: string
  readonly hash?: string
}

const answer = scalar<Answer | 'unknown'>(
  'an answer such as 502, 504 after 60s or "unknown"',
  { type: ['string', 'integer'] },
  (_, written) => (written === 'unknown' ? written : hearAnswer(written))
)

const lock = object('a lock file', {
  gatecrash: must(
    scalar(`${FORM}, the form of a lock file that this Gatecrash knows`, { const: FORM }, value =>
      value === FORM ? FORM : undefined
    ),
    'The form of the file.'
  ),
  product: must(text('the name of a product'), 'Which gateway it is about.'),
  'recorded with': must(text('a version'), 'The version of the gateway that answered.'),
  configuration: must(text('a path'), 'The configuration that it is about.'),
  hash: may(text('a hash'), 'Of the configuration.'),
  routes: may(named(named(answer, 'a map of failures'), 'a map of routes'), 'What each route answers to each failure.')
})

/** Reads the text of a lock file, or tells all that is wrong with it. */
export function readLock(path: string, source: string): Lock {
  const { root, problems: syntax, readable } = locate(source)
  const problems: Problem[] = [...syntax]
  const newer = readable ? newerForm(root) : undefined
  if (newer !== undefined) throw wrong([newer], source, path, 'Update Gatecrash: the file was written by a newer one.')
  const read = readable ? lock.read(root, problem => problems.push(problem)) : INVALID
  if (read === INVALID || problems.length > 0)
    throw wrong(problems, source, path, 'Take the file from your version control again, or write a new one: --update.')
  return lockOf(read)
}

/** What else is wrong with the file of a newer Gatecrash is no mistake of anybody. */
function newerForm(root: Located): Problem | undefined {
  const form = root.kind === 'map' ? root.entries.find(({ key }) => key === 'gatecrash')?.value : undefined
  if (form?.kind !== 'scalar' || typeof form.value !== 'number' || form.value <= FORM) return undefined
  return {
    place: form.place,
    expected: `${FORM}, the form of a lock file that this Gatecrash knows`,
    found: String(form.value)
  }
}

function wrong(problems: readonly Problem[], source: string, path: string, next: string): Trouble {
  return new Trouble('bad-config', tellProblems(problems, source, path), next)
}

function lockOf({ product, configuration, hash, routes = {}, ...rest }: Read<typeof lock>): Lock {
  const cells = Object.entries(routes).flatMap(([route, failures]) =>
    Object.entries(failures).map(
      ([failure, found]): Cell => ({ route, failure, ...(found === 'unknown' ? {} : { answer: found }) })
    )
  )
  return { product, version: rest['recorded with'], configuration, ...(hash === undefined ? {} : { hash }), cells }
}
