/** The address that was called. */
export interface Where {
  readonly address: string
}

/** The limit that was reached, in milliseconds or whatever else the sentence counts. */
export interface Limit {
  readonly limit: number
}

/** The system's own word for what happened. */
export interface Cause {
  readonly cause: string
}

/** The name that was looked up. */
export interface Name {
  readonly host: string
  readonly cause: string
  /** The name of the DNS response code, when the resolver told one. */
  readonly rcode: string | undefined
}

/** How much of a head had arrived: bytes of the present one, and interim answers before it. */
export interface HeadSoFar {
  readonly bytes: number
  readonly interims: number
}

/** How much of a body had arrived, and how much was announced: so many bytes, chunks, or all until the connection ends. */
export interface BodySoFar {
  readonly got: number
  readonly announced: number | 'chunks' | 'until the end'
}

/** What came instead, quoted. */
export interface Line {
  readonly line: string
}

/** A line over its limit. */
export interface TooLong {
  readonly name: string
  readonly size: number
  readonly limit: number
}

/** A section over its limit. */
export interface TooMuch {
  readonly size: number
  readonly limit: number
}

/** Where in the head it happened. */
export function ofTheHead({ bytes, interims }: HeadSoFar): string {
  if (bytes > 0) return `after ${bytes} bytes of the head`
  if (interims === 0) return 'before any byte of an answer'
  return interims === 1 ? 'after an interim answer only' : `after ${interims} interim answers only`
}

/** The same for a silence, in which most often nothing has come at all. */
export function waiting(facts: HeadSoFar): string {
  return facts.bytes === 0 && facts.interims === 0 ? ' waiting for the head' : `, ${ofTheHead(facts)}`
}

/** Where in the body it happened. */
export function ofTheBody({ got, announced }: BodySoFar): string {
  if (announced === 'chunks') return `after ${got} bytes of the body, before the last chunk`
  if (announced === 'until the end') return `after ${got} bytes of the body, whose length nobody knows`
  return `after ${got} of ${announced} bytes of the body`
}
