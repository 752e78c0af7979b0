/** Ends a script early: there is nobody to play it for, or the run is over. No trouble, and never told to anybody. */
export class ScriptEnd extends Error {
  override readonly name = 'ScriptEnd'
}

/** What was waited for; ends the script when it will not come any more. */
export function goOn<T>(value: T | undefined | false): T {
  if (value === undefined || value === false) throw new ScriptEnd('the gateway has left')
  return value
}

/** The outcome of work outside of the connection; the script does not wait for it past the end of the run. */
export function unlessOver<T>(work: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new ScriptEnd('the run is over'))
    if (over.aborted) end()
    over.addEventListener('abort', end)
    work.then(resolve, reject).finally(() => over.removeEventListener('abort', end))
  })
}
