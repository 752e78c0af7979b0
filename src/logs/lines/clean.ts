/** So much of a line is read: error logs cut theirs at 2 KB, and what is longer was written to be long. */
export const LONGEST = 8192

const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
const SEQUENCES = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${ESCAPE}${BELL}]{0,200}${BELL}?|.)`, 'g')
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A line without colour, control characters and surplus: nothing in it can steer a terminal. Tabs stay, they part fields. */
export function cleaned(raw: string): string {
  const capped = raw.length > LONGEST ? raw.slice(0, LONGEST) : raw
  return capped
    .replace(SEQUENCES, '')
    .replace(CONTROL, sign => (sign === '\t' ? sign : ''))
    .trim()
}
