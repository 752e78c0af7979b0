/** One request that the client sends, byte for byte its own. */
export interface RequestPlan {
  /** Counted from 0 over the whole run, in the order of the file. */
  readonly index: number
  /** How the scenario names it: GET /reports/42. */
  readonly label: string
  readonly method: string
  readonly path: string
  readonly version: '1.0' | '1.1'
  /** name, value, name, value, …: what goes out beside Host and the framing. */
  readonly fields: readonly string[]
  /** The body as text, null for none. */
  readonly body: string | null
  /** The body goes out in so many pieces, one after so many milliseconds each; all at once when left out. */
  readonly pace?: { readonly pieces: number; readonly every: number }
  /** On a connection of its own, or on the one that the request before has left open. */
  readonly connection: 'new' | 'same'
  /** The client has enough after so many milliseconds, and leaves; undefined for one that waits. */
  readonly leaves?: number | undefined
  /** It tries again when it is answered 429, 500 or more, or not at all. */
  readonly retry?: RetryPlan | undefined
  /** Goes on beside the acts that follow, instead of being waited for. */
  readonly beside: boolean
}

/** How a client tries again. */
export interface RetryPlan {
  readonly times: number
  /** Milliseconds before the second try, doubled before each further one. */
  readonly backoff: number
}

/** One thing that the client does. */
export type ClientAct =
  | { readonly act: 'request'; readonly request: RequestPlan }
  | { readonly act: 'together'; readonly requests: readonly RequestPlan[] }
  | { readonly act: 'await'; readonly mark: string }
  | { readonly act: 'wait'; readonly milliseconds: number }
  | { readonly act: 'mark'; readonly name: string }
  | { readonly act: 'signal'; readonly signal: NodeJS.Signals; readonly to: string; readonly beside: boolean }

/** What the client does in a run, in this order. */
export interface ClientPlan {
  readonly acts: readonly ClientAct[]
  /** How long the client waits for one answer before it gives up: the testbed's limit, in real milliseconds. */
  readonly patience: number
}
