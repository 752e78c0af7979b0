/** Calls back once, after so many milliseconds (never sooner) or when the run is over; the function returned calls it off. */
export function afterPatience(milliseconds: number, over: AbortSignal, giveUp: () => void): () => void {
  const stop = () => {
    clearTimeout(timer)
    over.removeEventListener('abort', run)
  }
  const run = () => {
    stop()
    giveUp()
  }
  // Node's timers round down: one more millisecond keeps them from firing early.
  const timer = setTimeout(run, Math.ceil(milliseconds) + 1)
  over.addEventListener('abort', run)
  if (over.aborted) run()
  return stop
}
