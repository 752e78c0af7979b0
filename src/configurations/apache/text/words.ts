const WORD = /"((?:\\[\s\S]|[^"\\])*)"?|'((?:\\[\s\S]|[^'\\])*)'?|(\S+)/g

/** The words behind a directive. In quotes a backslash keeps a quote and a backslash; everywhere else it stays, for regular expressions. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].map(([, double, single, bare]) => {
    if (double !== undefined) return double.replace(/\\(["\\])/g, '$1')
    if (single !== undefined) return single.replace(/\\(['\\])/g, '$1')
    return (bare ?? '').replace(/\\\\/g, '\\')
  })
}
