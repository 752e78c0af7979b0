import { createInterface } from 'node:readline'
import { now } from '../core/clock.js'
import { Trouble } from '../core/errors.js'
import type { FromInside, ToInside } from './inside-words.js'
import { playCell } from './play-cell.js'
import { type Inside, setUp } from './set-up.js'
import { survey } from './survey.js'

// The process inside the sandbox: it is told one cell after the other, plays it, and says what the gateway did. It goes when nobody
// tells it anything any more.

let inside: Inside | undefined

for await (const line of createInterface({ input: process.stdin })) {
  await obey(JSON.parse(line) as ToInside).catch(tellTrouble)
}
process.exit()

async function obey(message: ToInside): Promise<void> {
  if (message.what === 'set-up') {
    inside = await setUp(message)
    return tell({ what: 'ready' })
  }
  if (inside === undefined) throw new Error('nothing is set up')
  if (message.what === 'survey') return tell(await survey(inside))
  const began = now()
  const behaviour = await playCell(message, inside)
  tell({ what: 'behaved', behaviour, milliseconds: Math.round(now() - began) })
}

function tellTrouble(error: unknown): void {
  const known = error instanceof Trouble ? error : undefined
  const why = known?.message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
  tell({ what: 'trouble', why, ...(known?.next !== undefined && { next: known.next }) })
}

function tell(message: FromInside): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
