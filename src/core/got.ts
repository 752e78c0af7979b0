/** What a client really got: the status alone does not say. */
export const GOT = [
  /** All of the answer; also when the gateway gave it by itself. */
  'whole',
  /** FIN before the announced end: the client can see that something is missing. */
  'cut',
  /** The upstream's answer was incomplete, and came to a clean end: the client cannot see what is missing. */
  'made-whole',
  /** The connection was closed without a byte of an answer. */
  'nothing',
  /** RST, at any point. */
  'reset',
  /** Bytes that are no HTTP. */
  'no-http',
  /** Only 1xx answers, and none that counts. */
  'interim-only',
  /** No end: the client gave up. */
  'silence',
  /** The gateway could not be reached. */
  'unreachable',
  /** The gateway's process died before the answer was whole. */
  'gateway-died'
] as const

/** What a client really got. */
export type Got = (typeof GOT)[number]

/** What one request led to, from all three sides. */
export interface AnswerGot {
  readonly request: string
  readonly got: Got
  /** How often it reached the upstream, read there or left unread; what the client itself sent again counts as well. */
  readonly attempts: number
  /** It may not be done twice (POST, PATCH), and reached the upstream more often than the client sent it. */
  readonly twice: boolean
}
