import type { Setting } from '../../configurations/configuration.js'
import { blank, type Line, line } from '../../report/layout/line.js'
import type { Paper } from './paper.js'
import { originWords, settingWords } from './places.js'

/** A setting and where it stands; how many places more. Nothing when there is none. */
export function settingLine(setting: Setting | undefined, { folder }: Paper, more = ''): Line {
  if (setting === undefined) return []
  return [...line(settingWords(setting), 'code'), ...blank(2), ...line(`${originWords(setting, folder)}${more}`, 'dim')]
}
