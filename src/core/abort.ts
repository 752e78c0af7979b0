/** Resolves when a signal fires; at once when it has fired. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/**
 * Fires as soon as one of the signals does. AbortSignal.any() of Node 20 holds what it makes weakly, and a signal that was collected
 * never fires.
 */
export function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const first = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) first.abort(signal.reason)
    signal.addEventListener('abort', () => first.abort(signal.reason), { once: true })
  }
  return first.signal
}
