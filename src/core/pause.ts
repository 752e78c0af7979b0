import { now } from './clock.js'

/** Waits so many milliseconds, never less; ends at once when the signal fires. */
export async function pause(milliseconds: number, over: AbortSignal): Promise<void> {
  const until = now() + milliseconds
  // Timers of the platform fire up to a millisecond early: look at the clock, and wait for the rest.
  for (let rest = milliseconds; rest > 0 && !over.aborted; rest = until - now()) await timer(rest, over)
}

function timer(milliseconds: number, over: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timeout)
      over.removeEventListener('abort', end)
      resolve()
    }
    const timeout = setTimeout(end, Math.max(1, Math.ceil(milliseconds)))
    over.addEventListener('abort', end)
  })
}
