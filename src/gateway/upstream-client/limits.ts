/** How much of an answer is taken before it counts as a failure; sizes in bytes. */
export interface Limits {
  /** All lines of a head together, and one of them. */
  readonly headerSection: number
  readonly headerLine: number
  readonly trailerSection: number
  readonly trailerLine: number
  /** A chunk's size with its extensions. */
  readonly chunkLine: number
  /** How many interim answers may come before the final one. */
  readonly interims: number
}

/** Above what real applications send, below what would hurt. */
export const DEFAULT_LIMITS: Limits = {
  headerSection: 64 * 1024,
  headerLine: 32 * 1024,
  trailerSection: 64 * 1024,
  trailerLine: 32 * 1024,
  chunkLine: 4 * 1024,
  interims: 100
}
