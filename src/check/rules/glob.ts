/** Whether a text fits a pattern in which * stands for anything and ? for one sign. Takes no longer for a hostile pattern. */
export function fitsGlob(pattern: string, text: string): boolean {
  let [at, next, star, from] = [0, 0, -1, 0]
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++
      from = at
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next++
      at++
    } else if (star >= 0) {
      next = star + 1
      at = ++from
    } else return false
  }
  return /^\**$/.test(pattern.slice(next))
}

/** Whether a name is a pattern. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(name)
}
