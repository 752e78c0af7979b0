import type { CauseId } from '../causes/index.js'

/** Words that tell a cause, in the order in which they are tried; `and` must stand in the text as well. */
export interface Phrase {
  readonly says: string
  readonly and?: string
  readonly cause: CauseId | 'fine'
  readonly note?: string
}

/** A list of phrases, written short. */
export function phrases(
  ...rows: readonly (readonly [says: string, cause: CauseId | 'fine', and?: string])[]
): Phrase[] {
  return rows.map(([says, cause, and]) => ({ says, cause, ...(and !== undefined && { and }) }))
}

/** The first phrase that a text has in it, whatever its capitals. */
export function phraseIn(text: string, list: readonly Phrase[]): Phrase | undefined {
  const lower = text.toLowerCase()
  return list.find(({ says, and }) => lower.includes(says) && (and === undefined || lower.includes(and)))
}
