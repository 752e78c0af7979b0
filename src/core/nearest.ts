/** The word that a mistyped one most likely meant; undefined when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of words) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase())
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best ?? words.find(candidate => word.length > 2 && candidate.split('-').includes(word))
}

/** How many letters must be added, dropped, changed or swapped with their neighbour to make one word the other. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row[j] = cheapest(rows, row, a, b, i, j)
    rows.push(row)
  }
  return rows[a.length]?.[b.length] as number
}

function cheapest(rows: number[][], row: number[], a: string, b: string, i: number, j: number): number {
  const above = rows[i - 1] as number[]
  const change = a[i - 1] === b[j - 1] ? 0 : 1
  const steps = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + change)
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  return swapped ? Math.min(steps, (rows[i - 2]?.[j - 2] as number) + 1) : steps
}
