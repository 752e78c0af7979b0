import type { Step } from '../core/step.js'
import { awaitMark } from './await.js'
import { close } from './close.js'
import { crash } from './crash.js'
import { drip } from './drip.js'
import { halfClose } from './half-close.js'
import { hang } from './hang.js'
import { mark } from './mark.js'
import { query } from './query.js'
import { receive } from './receive.js'
import { reset } from './reset.js'
import { respond } from './respond.js'
import { send } from './send.js'
import { stopReading } from './stop-reading.js'
import { wait } from './wait.js'

/** Everything that an upstream can do on a connection, in the order in which the documentation tells it. */
export const STEPS: readonly Step[] = [
  receive,
  wait,
  query,
  respond,
  send,
  drip,
  close,
  halfClose,
  reset,
  hang,
  stopReading,
  crash,
  mark,
  awaitMark
]
