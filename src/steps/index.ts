import type { Deed, Step } from '../core/step.js'
import { awaitMark } from './await.js'
import { block } from './block.js'
import { close } from './close.js'
import { crash } from './crash.js'
import { drain } from './drain.js'
import { drip } from './drip.js'
import { effect } from './effect.js'
import { exit } from './exit.js'
import { halfClose } from './half-close.js'
import { hang } from './hang.js'
import { listen } from './listen.js'
import { log } from './log.js'
import { mark } from './mark.js'
import { query } from './query.js'
import { receive } from './receive.js'
import { reset } from './reset.js'
import { respond } from './respond.js'
import { send } from './send.js'
import { stopAccepting } from './stop-accepting.js'
import { stopReading } from './stop-reading.js'
import { wait } from './wait.js'

/** Everything that an upstream can do on a connection, in the order in which the documentation tells it. */
export const STEPS: readonly Step[] = [
  receive,
  wait,
  block,
  query,
  effect,
  respond,
  send,
  drip,
  close,
  halfClose,
  reset,
  hang,
  stopReading,
  crash,
  exit,
  log,
  mark,
  awaitMark
]

/** What an upstream as a whole can do before it listens, and on a signal. */
export const DEEDS: readonly Deed[] = [listen, stopAccepting, drain, wait, log, exit, crash, mark, awaitMark]
