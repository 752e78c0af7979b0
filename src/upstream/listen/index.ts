import type { Socket } from 'node:net'
import type { Listen } from '../../core/upstream-plan.js'
import { listenBlackhole } from './blackhole.js'
import type { Listening, Place } from './listening.js'
import { listenOpen } from './open.js'
import { listenRefused } from './refused.js'
import { listenUnroutable } from './unroutable.js'

export type { Listening, Place } from './listening.js'

type StartListening = (place: Place, accept: (socket: Socket) => void) => Promise<Listening>

/** The ways in which an upstream can be reached, or not. */
export const LISTEN: Readonly<Record<Listen, StartListening>> = {
  open: listenOpen,
  refused: listenRefused,
  blackhole: listenBlackhole,
  unroutable: listenUnroutable
}
