import { text } from 'node:stream/consumers'
import { enterSandbox, type PrivateRoot, type SandboxOptions, whyNoSandbox } from '../../src/sandbox/index.js'

const obstacle = await whyNoSandbox()

/** False when sandboxes can be had here; else why the tests of them are skipped, and what to do about it. */
export const noSandbox = obstacle ? `${obstacle.why}. ${obstacle.next}` : false

/** A private root with these things in it. */
export function rootWith(parts: Partial<PrivateRoot>): PrivateRoot {
  return { files: {}, folders: [], shown: [], users: [], groups: [], hosts: {}, nameserver: '127.0.0.1', ...parts }
}

/** Stands before a command that is not to be looked into by tap, which would write to the folder of the project from every Node. */
export const WITHOUT_TAP = ['env', '-u', 'NODE_OPTIONS']

/** What a command says in a sandbox, and how it ends there. */
export async function ran(parts: Partial<PrivateRoot>, command: readonly string[], options?: SandboxOptions) {
  await using sandboxed = await enterSandbox(rootWith(parts), [...WITHOUT_TAP, ...command], options)
  sandboxed.stdin.end()
  const output = await text(sandboxed.stdout)
  const { code } = await sandboxed.exited
  return { output, code, errors: sandboxed.said() }
}

/** What a line of shell prints in a sandbox. */
export async function printed(parts: Partial<PrivateRoot>, script: string): Promise<string> {
  return (await ran(parts, ['sh', '-c', script])).output
}
