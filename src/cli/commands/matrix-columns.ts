import { Trouble } from '../../core/errors.js'
import type { Found, Missing, Target } from '../../core/target.js'
import type { Column } from '../../matrix/index.js'
import { resolveTarget, TARGETS } from '../../targets/index.js'
import { findTarget } from './jobs.js'

/** A column with what was found of its target. */
export interface FoundColumn extends Column {
  readonly found: Found
}

/** A target that would be a column if it were here. */
export interface Absent {
  readonly name: string
  readonly missing: Missing
}

/** The targets that were named, else all that are on this machine; and those that are not. One that was named must be here. */
export async function columnsFor(
  named: readonly string[] = []
): Promise<{ columns: readonly FoundColumn[]; absent: readonly Absent[] }> {
  if (named.length > 0) return { columns: refuseTwins(await Promise.all(named.map(columnNamed))), absent: [] }
  const all = await Promise.all(TARGETS.map(async target => ({ target, found: await target.find() })))
  return {
    columns: all.flatMap(({ target, found }) => (found.here ? [columnOf(target.name, target, found)] : [])),
    absent: all.flatMap(({ target: { name }, found }) => (found.here ? [] : [{ name, missing: found }]))
  }
}

async function columnNamed(typed: string): Promise<FoundColumn> {
  const target = resolveTarget(typed)
  return columnOf(typed, target, await findTarget(target))
}

function columnOf(typed: string, target: Target, found: Found): FoundColumn {
  const place = typed.includes('=') && found.version !== ''
  const name = place ? `${target.name}-${found.version.replaceAll(/[^\w.-]+/g, '-')}` : target.name
  return { name, typed, target, version: found.version, found }
}

function refuseTwins(columns: readonly FoundColumn[]): readonly FoundColumn[] {
  for (const { name, typed } of columns) {
    const twin = columns.findLast(column => column.name === name)
    if (twin !== undefined && columns.filter(column => column.name === name).length > 1)
      throw new Trouble('usage', `--target ${typed} and --target ${twin.typed} are both ${name}`, 'Give it once.')
  }
  return columns
}
