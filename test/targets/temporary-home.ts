import type { Test } from 'tap'

/** A folder of the test's own in which all temporary folders are made. */
export function temporaryHome(t: Test): string {
  const before = process.env.TMPDIR
  const home = t.testdir()
  process.env.TMPDIR = home
  t.teardown(() => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  })
  return home
}
