/** Milliseconds on the one monotonic clock that all processes of a machine share, with microseconds behind the point. */
export function now(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000
}
