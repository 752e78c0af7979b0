/** A body as it comes, and how one knows where it ends. */
export interface Body {
  /** `broken`: its framing is no HTTP, and nobody can say where it ends. */
  readonly state: 'open' | 'whole' | 'broken'
  /** Bytes of content so far, framing not counted. */
  readonly size: number
  /** Takes what belongs to it from the front of the bytes, and says how much that was. */
  take(bytes: Buffer): number
  /** Whether FIN is its orderly end. */
  readonly endsWithConnection: boolean
}
