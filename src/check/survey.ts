import { readFileSync } from 'node:fs'
import { WITHOUT_MOUNTING } from '../sandbox/index.js'
import { watchedProcess } from '../surroundings/index.js'
import { placeOf, startProgram, untilUp } from './given-gateway.js'
import type { Layout } from './given-target.js'
import type { Survey } from './inside-words.js'
import { endLeftovers } from './leftovers.js'

/** Lets the program itself look at its configuration, and then start on it, to see which ports it takes. */
export async function survey(layout: Layout): Promise<Survey> {
  const { program, configuration } = layout
  const { check, environment } = configuration.start
  await using looking = await watchedProcess(WITHOUT_MOUNTING[0], [...WITHOUT_MOUNTING.slice(1), program, ...check], {
    cwd: '/',
    env: { ...process.env, ...environment }
  })
  const { code } = await looking.exited
  const [first] = configuration.routes
  if (code !== 0 || first === undefined) return { what: 'surveyed', code, said: looking.said(), taken: [] }
  const before = wildcardPorts()
  await using gateway = await startProgram(layout, 1)
  await untilUp(placeOf(first.listener), gateway, program)
  const taken = wildcardPorts().filter(port => !before.includes(port))
  await gateway.stop()
  endLeftovers()
  return { what: 'surveyed', code, said: looking.said(), taken }
}

const LISTENS = '0A'
const ANY = /^0+$/

/** Ports on which somebody listens on every address of this network. */
function wildcardPorts(): number[] {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file => readFileSync(file, 'latin1').split('\n').slice(1))
  const ports = rows.flatMap(row => {
    const [, local = '', , state] = row.trim().split(/\s+/)
    const [address = '', port = '0'] = local.split(':')
    return state === LISTENS && ANY.test(address) ? [Number.parseInt(port, 16)] : []
  })
  return [...new Set(ports)]
}
