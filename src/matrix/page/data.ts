import type { Outcome } from '../../core/verdict.js'
import type { Must } from '../musts.js'
import type { Evidence, Round } from '../results.js'

/** A text line by line: lines that many cells have in common stand in the page once. */
export type TextLines = readonly string[]

/** All that the page knows, as it stands in it. */
export interface PageData {
  readonly targets: readonly TargetData[]
  readonly scenarios: readonly ScenarioData[]
  /** By scenario, then by target; null where a target has no such cell. */
  readonly cells: readonly (readonly (CellData | null)[])[]
}

/** A column. */
export interface TargetData {
  readonly name: string
  readonly product: string
  readonly version: string
  readonly date: string
  readonly rounds: number
  readonly speed: number
  readonly configurationHash: string
}

/** A row. */
export interface ScenarioData {
  readonly id: string
  readonly title: string
  readonly expects: string
  readonly because: string
  /** The error type, or none. */
  readonly teaches: string
  readonly tags: readonly string[]
  readonly musts: readonly Must[]
}

/** A cell, with all that stands behind it. */
export interface CellData {
  readonly outcome: Outcome
  readonly same: boolean
  /** What the client got, in few words, one for each kind of answer: 504; 200 cut. */
  readonly words: readonly string[]
  /** What the status does not tell: in what it differs, that a request was sent again. */
  readonly beside: readonly string[]
  /** Cells of the same sign agree; null for one that says nothing about its target. */
  readonly sign: string | null
  /** All that were not alike; of those that were, the first. */
  readonly rounds: readonly Round[]
  /** A round of it was played a second time, alone. */
  readonly again: boolean
  readonly received: readonly { readonly text: TextLines; readonly left: number }[]
  readonly arrived: readonly string[]
  readonly log: readonly {
    readonly raw: TextLines
    readonly phase?: string
    readonly error?: string
    readonly flag?: string
  }[]
  readonly timeline: Evidence['timeline']
  readonly lanes: Evidence['lanes']
  readonly differences: Evidence['differences']
  readonly configuration: TextLines
  readonly command: string
  /** How often it was played. */
  readonly times: number
  /** How many lines of the log and moments of the timeline were left out for the size of the page. */
  readonly leftOut: { readonly log: number; readonly timeline: number }
}
