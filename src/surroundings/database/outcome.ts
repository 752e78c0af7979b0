import type { QueryOutcome } from '../../core/queries.js'

/** A node of a plan, as EXPLAIN tells it in JSON. */
interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** What EXPLAIN (ANALYZE, FORMAT JSON) answers. */
export interface Explained {
  readonly Plan: PlanNode
  readonly 'Execution Time': number
}

/** How a query went: which node read the table, and what that cost. */
export function outcomeOf(sql: string, explained: Explained): QueryOutcome {
  const reader = readerOf(explained.Plan) ?? explained.Plan
  return {
    sql,
    scan: reader['Node Type'],
    rows: explained.Plan['Actual Rows'],
    rowsRemoved: reader['Rows Removed by Filter'] ?? 0,
    milliseconds: explained['Execution Time']
  }
}

function readerOf(node: PlanNode): PlanNode | undefined {
  if (node['Relation Name'] !== undefined) return node
  for (const child of node.Plans ?? []) {
    const reader = readerOf(child)
    if (reader !== undefined) return reader
  }
  return undefined
}
