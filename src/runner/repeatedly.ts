/** Something that is done again and again until it is stopped. */
export interface Repeated {
  /** Resolves when it is not done any more. */
  stop(): Promise<void>
}

/** Does it once every so many milliseconds, one at a time, however slow the machine is. */
export function repeatedly(deed: () => Promise<void>, every: number): Repeated {
  let doing: Promise<void> | undefined
  const timer = setInterval(() => {
    doing ??= deed().finally(() => {
      doing = undefined
    })
  }, every)
  return {
    async stop() {
      clearInterval(timer)
      await doing
    }
  }
}
