/** What somebody on call needs to know about a failure. */
export interface Lesson {
  readonly symptom: string
  /** Whether a status monitor and the health check would have noticed. */
  readonly noticed: string
  readonly check: string
  readonly fix: string
  readonly trap: string
}

/** A remedy as a report tells it. */
export interface RemedyCard {
  readonly name: string
  readonly trap: boolean
  readonly says: string
  /** The status that it must lead to, as its expectation says: 200, 504, 502 or 503. */
  readonly leadsTo: string
}

/** What a gateway is known to answer to a scenario. */
export interface KnownAnswer {
  readonly target: string
  readonly product: string
  /** The version that was measured. */
  readonly version: string
  /** 502, 200 cut, 200 → 503; or that it cannot say what the scenario asks for. */
  readonly answer: string
}

/** A scenario as a list or a report tells it. */
export interface ScenarioCard {
  readonly id: string
  readonly title: string
  /** The RFC 9209 error type that it leads to, or none. */
  readonly teaches: string
  readonly because: string
  readonly tags: readonly string[]
  /** Happens often in production: comes first in the list. */
  readonly common: boolean
  /** The status that the client gets, as the expectation says: 504, 502, 200 cut. */
  readonly answer: string
  readonly lesson: Lesson
  readonly remedies: readonly RemedyCard[]
}
