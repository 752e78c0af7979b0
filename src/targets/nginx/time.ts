/** Whole milliseconds, as nginx counts them. It has no word for no limit; 24 days are about the longest that fit into its timers. */
export function time(milliseconds: number): string {
  return milliseconds === 0 ? '24d' : `${Math.ceil(milliseconds)}ms`
}
