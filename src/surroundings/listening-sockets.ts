import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What `ss -ltn` says of a port, and how many connections nobody has accepted yet. */
export interface ListeningSockets {
  readonly output: string
  readonly unaccepted: number
}

const PATIENCE = 2000

/** Asks the kernel who listens on a port of an address; undefined where there is no ss. */
export async function listeningSockets(host: string, port: number): Promise<ListeningSockets | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ss', ['-ltn', `src ${host}:${port}`], { timeout: PATIENCE })
    const [, row = ''] = stdout.split('\n')
    return { output: stdout.trimEnd(), unaccepted: Number(row.split(/\s+/)[1] ?? 0) }
  } catch {
    return undefined
  }
}
