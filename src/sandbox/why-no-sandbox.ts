import { access, constants, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../core/errors.js'
import { enterSandbox } from './enter.js'
import type { PrivateRoot } from './sandbox.js'

/** Why there is no sandbox on this machine, and how to get one. */
export interface NoSandbox {
  readonly why: string
  readonly next: string
}

const PROGRAMS = {
  setpriv: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount or util-linux',
  pivot_root: 'util-linux',
  ip: 'iproute2'
}
const NOTHING: PrivateRoot = {
  files: {},
  folders: [],
  shown: [],
  users: [],
  groups: [],
  hosts: {},
  nameserver: '127.0.0.1'
}

/** Tries it, and says what is in the way; undefined when a sandbox can be had. */
export async function whyNoSandbox(): Promise<NoSandbox | undefined> {
  if (process.platform !== 'linux') {
    const why = `a private network and root are made of namespaces, which ${process.platform} does not have`
    return { why, next: 'Run it on Linux: in a virtual machine, or in CI.' }
  }
  return (await missingProgram()) ?? (await whatHappens())
}

async function missingProgram(): Promise<NoSandbox | undefined> {
  for (const [program, origin] of Object.entries(PROGRAMS)) {
    if (!(await isInPath(program)))
      return { why: `${program} is not installed`, next: `Install the package ${origin}.` }
  }
  return undefined
}

async function whatHappens(): Promise<NoSandbox | undefined> {
  try {
    await using attempt = await enterSandbox(NOTHING, ['true'])
    const { code } = await attempt.exited
    return code === 0
      ? undefined
      : { why: `a command in it ended with ${code}: ${attempt.said().trim()}`, next: await next() }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return { why: error.message, next: await next() }
  }
}

interface Obstacle {
  readonly setting: string
  readonly forbids: (value: string) => boolean
  readonly next: string
}

/** What distributions use to forbid namespaces to ordinary users; the first one that does is told. */
const OBSTACLES: readonly Obstacle[] = [
  {
    setting: '/proc/sys/user/max_user_namespaces',
    forbids: value => value === '0',
    next: 'User namespaces are switched off: sudo sysctl -w user.max_user_namespaces=15000'
  },
  {
    setting: '/proc/sys/kernel/unprivileged_userns_clone',
    forbids: value => value === '0' && process.getuid?.() !== 0,
    next: 'User namespaces are for root only: sudo sysctl -w kernel.unprivileged_userns_clone=1, or run it with sudo.'
  },
  {
    setting: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    forbids: value => value === '1' && process.getuid?.() !== 0,
    next: 'AppArmor keeps ordinary users from them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or run it with sudo.'
  }
]
const CONTAINER =
  'In a container: docker run --privileged, or --security-opt seccomp=unconfined --security-opt apparmor=unconfined \
--security-opt systempaths=unconfined. Kubernetes: securityContext.privileged.'
const ELSEWHERE = 'Run it with sudo, or on a machine that lets `unshare --user --net --mount --pid --fork true` pass.'

async function next(): Promise<string> {
  for (const { setting, forbids, next } of OBSTACLES) {
    if (forbids(await settingAt(setting))) return next
  }
  return (await isContainer()) ? CONTAINER : ELSEWHERE
}

async function settingAt(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim()
}

async function isContainer(): Promise<boolean> {
  const marks = ['/.dockerenv', '/run/.containerenv', '/var/run/secrets/kubernetes.io']
  const found = await Promise.all(marks.map(path => can(path, constants.F_OK)))
  return found.includes(true) || /docker|containerd|kubepods|lxc/.test(await settingAt('/proc/1/cgroup'))
}

async function isInPath(program: string): Promise<boolean> {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin']
  const found = await Promise.all(folders.map(folder => can(join(folder, program), constants.X_OK)))
  return found.includes(true)
}

function can(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false
  )
}
