const POST = 'POST '

/** Failures as a list of names: one that was asked both ways stands there once, as hang (GET, POST). */
export function failureNames(failures: readonly string[]): readonly string[] {
  return failures.flatMap(failure => {
    if (failure.startsWith(POST) && failures.includes(failure.slice(POST.length))) return []
    return failures.includes(POST + failure) ? [`${failure} (GET, POST)`] : [failure]
  })
}

/** The names in rows that fit, none of them broken. */
export function nameRows(failures: readonly string[], columns: number): readonly string[] {
  const names = failureNames(failures)
  const rows: string[] = []
  names.forEach((name, at) => {
    const text = at === names.length - 1 ? name : `${name},`
    const last = rows.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= columns) rows[rows.length - 1] = `${last} ${text}`
    else rows.push(text)
  })
  return rows
}
