import type { RetryAdvice } from '../../core/verdict.js'
import { counted } from '../answers.js'
import { line, type Tone } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Teller } from './section.js'

const WORDS: Readonly<Record<RetryAdvice['may'], string>> = { yes: 'yes', later: 'yes, later', no: 'no' }
const TONES: Readonly<Record<RetryAdvice['may'], Tone>> = { yes: 'good', later: 'warn', no: 'bad' }

/** Whether the client may send its request again. */
export const retry: Teller = ({ verdict }, { columns, signs }) => {
  const advice = counted(verdict.retry.map(each => JSON.stringify([each.request, each.may, each.why])))
  const lines = advice.flatMap(([text, count]) => {
    const [request, may, why] = JSON.parse(text) as [string, RetryAdvice['may'], string]
    const who = count === 1 ? request : `${count} ${signs.times} ${request}`
    return wrap([...line(`${who}: `), ...line(WORDS[may], TONES[may]), ...line(`; ${why}`)], columns, 2)
  })
  return lines.length === 0 ? [] : [{ label: 'retry?', lines }]
}
