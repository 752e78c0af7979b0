/** A regular expression of nginx as one of ours; undefined where ours has no word for it. */
export function patternOf(text: string, anyCase: boolean): RegExp | undefined {
  const bare = text.replace(/^\(\?i\)/, '')
  try {
    return new RegExp(translated(bare), anyCase || bare !== text ? 'is' : 's')
  } catch {
    return undefined
  }
}

function translated(text: string): string {
  return text
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?>/g, '(?:')
    .replace(/([*+?}])\+/g, '$1')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\\h/g, '[ \\t]')
}
