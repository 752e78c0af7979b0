import { watchedProcess } from '../../surroundings/index.js'
import { findProgram } from '../../targets/program.js'
import { installing } from './install.js'
import { firstLineOf } from './output.js'
import { type Found, good, namesOf, type Probe, type Question } from './probe.js'

/** A program that the lessons tell a person to type. */
interface Tool {
  readonly name: string
  /** What makes it say its version. */
  readonly version: readonly string[]
  readonly apt?: string
  readonly brew?: string
  /** Uses it for real: why that does not work, if so. */
  readonly fails?: (program: string) => Promise<string | undefined>
}

const TOOLS: readonly Tool[] = [
  { name: 'curl', version: ['--version'], apt: 'curl', brew: 'curl' },
  { name: 'ss', version: ['-V'], apt: 'iproute2' },
  { name: 'nc', version: ['-h'], apt: 'netcat-openbsd', brew: 'netcat' },
  { name: 'tcpdump', version: ['--version'], apt: 'tcpdump', brew: 'tcpdump', fails: cannotCapture },
  { name: 'psql', version: ['--version'], apt: 'postgresql-client', brew: 'libpq' },
  { name: 'openssl', version: ['version'], apt: 'openssl', brew: 'openssl' },
  { name: 'strace', version: ['-V'], apt: 'strace', fails: cannotTrace }
]

/** The programs with which a person looks at a scenario that `serve` keeps up. */
export const tools: readonly Probe[] = TOOLS.map(tool => ({
  name: tool.name,
  weighs: 'extra',
  look: question => lookFor(tool, question)
}))

async function lookFor({ name, version, apt, brew, fails }: Tool, { plans }: Question): Promise<Found> {
  const program = await findProgram(name)
  const says = program === undefined ? undefined : await firstLineOf(program, version)
  const used = namesOf(plans, ({ card }) => new RegExp(`\\b${name}\\b`).test(card.lesson.check))
  const lacks = used === '' ? 'a look at a scenario that is served' : `for the check of ${used}`
  if (program === undefined || says === undefined) {
    const todo = await installing(apt, brew)
    return { state: 'absent', found: 'not installed', lacks, ...(todo === undefined ? {} : { todo }) }
  }
  const [short = says] = /^.*?\d+(\.\d+)+/.exec(says) ?? []
  const why = await fails?.(program)
  return why === undefined ? good(short) : { state: 'poor', found: `${short}: ${why}`, lacks, todo: 'type it as root' }
}

/** Only root, or who has been given the right, sees what goes over the wire. */
async function cannotCapture(program: string): Promise<string | undefined> {
  await using capture = await watchedProcess(program, ['-n', '-i', LOOPBACK, '-w', '/dev/null', 'port 1'])
  const listens = new Promise<undefined>(resolve => {
    capture.stderr.on('data', () => /listening on/.test(capture.said()) && resolve(undefined))
  })
  const refused = capture.exited.then(() => capture.said().trim().split('\n').at(-1) ?? 'it ended at once')
  return await Promise.race([listens, refused])
}

const LOOPBACK = process.platform === 'linux' ? 'lo' : 'lo0'

/** Containers often forbid it. */
async function cannotTrace(program: string): Promise<string | undefined> {
  await using trace = await watchedProcess(program, ['-o', '/dev/null', 'true'])
  const { code } = await trace.exited
  return code === 0 ? undefined : (trace.said().trim().split('\n').at(0) ?? `exit code ${code}`)
}
