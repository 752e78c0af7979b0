import { readFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { inside } from './map-ids.js'
import type { PrivateRoot } from './sandbox.js'

/** The files of a private root that say who is who: every name of a user or group is the caller, and names of hosts are found in a file. */
export function identityFiles(root: PrivateRoot): Readonly<Record<string, string>> {
  const users = [callersName(), ...namesIn('/etc/passwd'), ...root.users]
  const groups = [...users, ...namesIn('/etc/group'), ...root.groups]
  return {
    '/etc/passwd': lines(users, name => `${name}:x:${inside.uid}:${inside.gid}::${homeOf(name)}:/bin/sh`),
    '/etc/group': lines(groups, name => `${name}:x:${inside.gid}:`),
    // A hostile configuration that includes them finds nothing, even as root.
    '/etc/shadow': '',
    '/etc/gshadow': '',
    '/etc/nsswitch.conf':
      'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nservices: files\nprotocols: files\n',
    '/etc/resolv.conf': `nameserver ${root.nameserver}\n`,
    '/etc/hosts': hostsFile({ localhost: '127.0.0.1', [hostname()]: '127.0.0.1', ...root.hosts })
  }
}

/** A user of a container often has a number and no name. */
function callersName(): string {
  try {
    return userInfo().username
  } catch {
    return 'gatecrash'
  }
}

function hostsFile(hosts: Readonly<Record<string, string>>): string {
  return Object.entries(hosts)
    .filter(([name, address]) => /^\S+$/.test(name) && /^\S+$/.test(address))
    .map(([name, address]) => `${address} ${name}\n`)
    .join('')
}

function lines(names: readonly string[], line: (name: string) => string): string {
  return [...new Set(names)]
    .filter(name => /^[^\s:]+$/.test(name))
    .map(name => `${line(name)}\n`)
    .join('')
}

function namesIn(path: string): readonly string[] {
  return rowsOf(path).map(([name = '']) => name)
}

function homeOf(name: string): string {
  return rowsOf('/etc/passwd').find(([candidate]) => candidate === name)?.[5] ?? '/'
}

function rowsOf(path: string): readonly (readonly string[])[] {
  try {
    const text = readFileSync(path, 'utf8')
    return text.split('\n').map(row => row.split(':'))
  } catch {
    return []
  }
}
