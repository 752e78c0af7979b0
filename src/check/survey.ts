import { WITHOUT_MOUNTING } from '../sandbox/index.js'
import { watchedProcess } from '../surroundings/index.js'
import { placeOf, startProgram } from './given-gateway.js'
import type { Layout } from './given-target.js'
import type { Survey } from './inside-words.js'
import { endLeftovers } from './leftovers.js'
import { type Listening, listening } from './listening.js'
import { untilUp } from './until-up.js'

/** Lets the program itself look at its configuration, and then start on it, to see where it listens. */
export async function survey(layout: Layout): Promise<Survey> {
  const { program, configuration } = layout
  const { check, environment } = configuration.start
  await using looking = await watchedProcess(WITHOUT_MOUNTING[0], [...WITHOUT_MOUNTING.slice(1), program, ...check], {
    cwd: '/',
    env: { ...process.env, ...environment }
  })
  const { code } = await looking.exited
  const [first] = configuration.routes
  if (code !== 0 || first === undefined) return { what: 'surveyed', code, said: looking.said(), listens: [] }
  const before = listening().map(placeKey)
  await using gateway = await startProgram(layout, 1)
  await untilUp(placeOf(first.listener), gateway, program)
  const listens = listening().filter(place => !before.includes(placeKey(place)))
  await gateway.stop()
  await endLeftovers()
  return { what: 'surveyed', code, said: looking.said(), listens }
}

function placeKey({ host, port }: Listening): string {
  return `${host} ${port}`
}
