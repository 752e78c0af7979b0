import { type Glyphs, glyphs } from '../../report/layout/glyphs.js'
import { type Out, pageWidth } from '../../report/report.js'
import { folderOf } from './places.js'
import type { CheckResult } from './result.js'

/** What a page of a check is set on. */
export interface Paper {
  readonly columns: number
  readonly signs: Glyphs
  /** The folder that places are told from. */
  readonly folder: string
}

/** Wider than this nobody reads a table. */
const WIDEST = 120

/** The paper for a result, as the terminal allows. */
export function paperFor({ configuration }: CheckResult, style: Out): Paper {
  return {
    columns: Math.min(WIDEST, pageWidth(style)),
    signs: glyphs(style.unicode),
    folder: folderOf(configuration)
  }
}
