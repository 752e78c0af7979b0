import { readFileSync } from 'node:fs'

/** Every process that a process has started, and theirs, as Linux tells. */
export function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ')
    return children.filter(text => text !== '').flatMap(text => [Number(text), ...childrenOf(Number(text))])
  } catch {
    return []
  }
}
