const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Turns Ctrl-C and its kin into an abort; the second one ends at once, and what is left is cleared away from outside. */
export function listenForInterrupts(): { readonly signal: AbortSignal; exitCode(): number | undefined } {
  const interrupted = new AbortController()
  let code: number | undefined
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (code !== undefined) process.exit(exitCode)
      code = exitCode
      interrupted.abort('interrupted')
    })
  }
  return { signal: interrupted.signal, exitCode: () => code }
}

/** A reader that has seen enough (`| head`) is no trouble of ours. */
export function endWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}
