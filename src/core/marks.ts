/** Marks order what happens on different sides of a run: one side sets them, another waits for them. */
export interface Marks {
  set(name: string): void
  /** Resolves when the mark is set; at once when it already is. */
  wait(name: string, over: AbortSignal): Promise<void>
}

/** Marks shared by the sides that live in one process. */
export function createMarks(onSet?: (name: string) => void): Marks {
  const set = new Set<string>()
  const waiting = new Map<string, (() => void)[]>()
  return {
    set(name) {
      if (set.has(name)) return
      set.add(name)
      onSet?.(name)
      for (const go of waiting.get(name) ?? []) go()
      waiting.delete(name)
    },
    wait(name, over) {
      if (set.has(name) || over.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const go = () => {
          over.removeEventListener('abort', go)
          resolve()
        }
        over.addEventListener('abort', go)
        waiting.set(name, [...(waiting.get(name) ?? []), go])
      })
    }
  }
}

/** The mark that is set by itself when the process of an upstream has ended. */
export function goneMark(upstream: string): string {
  return `${upstream}-gone`
}

/** The mark that is set by itself when a supervisor has started an upstream again, and it listens. */
export function restartedMark(upstream: string): string {
  return `${upstream}-restarted`
}
