import type { Out } from '../../report/index.js'

/** A line that counts cells while they are played, where a person is watching. */
export interface CellsProgress {
  readonly told: (done: number, of: number) => void
  readonly end: () => void
}

const ERASE = '\r\u001b[2K'

export function cellsProgress(out: Out, wanted: boolean): CellsProgress {
  const shown = wanted && out.interactive
  const began = performance.now()
  const write = (text: string) => {
    if (shown) out.write(`${ERASE}${text}`)
  }
  write('reading and starting')
  return {
    told: (done, of) => write(`${done} of ${of} failures played  ${((performance.now() - began) / 1000).toFixed(0)} s`),
    end: () => write('')
  }
}
