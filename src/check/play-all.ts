import type { Configuration } from '../configurations/configuration.js'
import type { PrivateRoot } from '../sandbox/index.js'
import { unknown } from './behave.js'
import type { Behaviour } from './behaviour.js'
import { isControl } from './cells.js'
import { FAILURES } from './failures.js'
import type { Play, SetUp } from './inside-words.js'
import { SandboxedPlay } from './sandboxed-play.js'

/** How cells are played. */
export interface Playing {
  readonly root: PrivateRoot
  readonly setUp: SetUp
  /** So many sandboxes side by side. */
  readonly parallel: number
  readonly interrupted: AbortSignal
  told(done: number, of: number): void
}

/** Plays cells in several sandboxes side by side, each with a network of its own. Those of a route whose control fails say nothing. */
export async function playAllCells(
  configuration: Configuration,
  cells: readonly Play[],
  playing: Playing
): Promise<Behaviour[]> {
  const waiting = [...cells]
  const behaviours = new Map<Play, Behaviour>()
  const uncontrolled = new Map<number, string>()
  const work = async () => {
    await playSome().catch(error => {
      waiting.length = 0
      throw error
    })
  }
  const playSome = async () => {
    await using sandbox = await SandboxedPlay.open(playing.root, playing.setUp)
    for (let cell = waiting.shift(); cell !== undefined && !playing.interrupted.aborted; cell = waiting.shift()) {
      const behaviour = await playOne(cell, sandbox)
      if (isControl(FAILURES[cell.failure]) && !isFine(behaviour)) uncontrolled.set(cell.route, whyNot(behaviour))
      behaviours.set(cell, behaviour)
      playing.told(behaviours.size, cells.length)
    }
  }
  const playOne = async (cell: Play, sandbox: SandboxedPlay): Promise<Behaviour> => {
    const route = configuration.routes[cell.route]
    const failure = FAILURES[cell.failure]
    if (route === undefined || failure === undefined) throw new Error('a cell of no route')
    const why = uncontrolled.get(cell.route)
    if (why !== undefined) return unknown(route, failure, cell.pace, why)
    if (route.upstreams.length === 0) return unknown(route, failure, cell.pace, ENDS_IN_ITSELF)
    const said = await sandbox.ask(cell)
    if (said.what === 'trouble') return unknown(route, failure, cell.pace, said.why)
    if (said.what !== 'behaved') throw new Error(`${said.what} is no behaviour`)
    return said.behaviour
  }
  await Promise.all(Array.from({ length: Math.min(playing.parallel, cells.length) }, work))
  return inOrder(cells).flatMap(cell => {
    const behaviour = behaviours.get(cell)
    const why = isControl(FAILURES[cell.failure]) ? undefined : uncontrolled.get(cell.route)
    const route = configuration.routes[cell.route]
    const failure = FAILURES[cell.failure]
    if (why === undefined || route === undefined || failure === undefined) return behaviour ?? []
    // What was played before its control had ended says nothing either.
    return unknown(route, failure, cell.pace, why)
  })
}

const ENDS_IN_ITSELF = 'its upstream is this gateway itself, and leads nowhere else'

function inOrder(cells: readonly Play[]): Play[] {
  return [...cells].sort((a, b) => a.route - b.route || a.failure - b.failure)
}

/** When nothing fails the upstream's own answer must come through. */
function isFine({ unknown: why, upstreamStatus, attempts }: Behaviour): boolean {
  return why === undefined && attempts > 0 && upstreamStatus === 200
}

function whyNot({ unknown: why, status, attempts }: Behaviour): string {
  if (why !== undefined) return why
  const found = status === null ? 'no status' : `${status}`
  return attempts === 0
    ? `no request reaches an upstream here: the gateway answers ${found} by itself`
    : `with nothing failing it answers ${found}`
}
