import { execFile } from 'node:child_process'

/** The first line that a program says, whatever its exit code; undefined when it cannot be run. */
export function firstLineOf(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    execFile(program, args, { timeout: 5000 }, (error, stdout, stderr) => {
      const [line = ''] = `${stdout}\n${stderr}`.split('\n').filter(text => text.trim() !== '')
      const ran = error === null || typeof error.code === 'number'
      resolve(ran ? line.trim() : undefined)
    })
  })
}
