import { AGREEMENT } from './agreement.js'
import { BASE } from './base.js'
import { COLOURS } from './colours.js'
import { FILTERS } from './filters.js'
import { matrixStyle } from './matrix.js'
import { PANEL } from './panel.js'

/** The style of the page, for so many targets. */
export function pageStyle(targets: number): string {
  return [COLOURS, BASE, FILTERS, matrixStyle(targets), AGREEMENT, PANEL].join('')
}
