import { basename } from 'node:path'
import type { Behaviour } from '../behaviour.js'
import { inOrderOfFailures } from '../failure-ids.js'
import { type Cell, cellsOf, nameOf, type Side } from './cells.js'
import { sameAnswer } from './same-answer.js'
import { tellAnswer } from './told.js'
import { yamlComment, yamlText } from './yaml-text.js'

/** The form of lock files that this Gatecrash writes, and reads. */
export const FORM = 1

/** What a lock file is made from. */
export interface Recorded {
  readonly product: string
  readonly version: string
  /** The configuration, as its path was given. */
  readonly configuration: string
  readonly hash?: string
  readonly behaviours: readonly Behaviour[]
}

/**
 * The text of a lock file: one line a cell, in the order of the routes and of the failures. What is the same as `before`, but for what a clock
 * cannot tell, keeps its words, so that a review shows what has changed and nothing else.
 */
export function writeLock(recorded: Recorded, before?: Side): string {
  const { product, version, configuration, hash, behaviours } = recorded
  const known = new Map((before?.cells ?? []).map(cell => [nameOf(cell), cell]))
  const cells = cellsOf(behaviours).map(cell => kept(cell, known.get(nameOf(cell))))
  const title = `# What ${yamlComment(basename(configuration))} answers when an upstream fails.`
  return [
    `${title} Written by \`gatecrash check --update\`; review it like code.`,
    `gatecrash: ${FORM}`,
    `product: ${yamlText(product)}`,
    `recorded with: ${yamlText(version)}`,
    `configuration: ${yamlText(configuration)}`,
    ...(hash === undefined ? [] : [`hash: ${yamlText(hash)}`]),
    ...(cells.length === 0 ? [] : ['routes:', ...routesOf(cells)]),
    ''
  ].join('\n')
}

function kept(cell: Cell, before: Cell | undefined): Cell {
  if (cell.answer === undefined || before?.answer === undefined) return cell
  return sameAnswer(before.answer, cell.answer) ? { ...cell, answer: before.answer } : cell
}

function routesOf(cells: readonly Cell[]): string[] {
  const routes = [...new Set(cells.map(({ route }) => route))]
  return routes.flatMap(route => {
    const own = cells.filter(cell => cell.route === route)
    return [`  ${yamlText(route)}:`, ...inOrderOfFailures(own, cell => cell.failure).map(line)]
  })
}

function line({ failure, answer, unknown }: Cell): string {
  const why = unknown === undefined ? '' : ` # ${yamlComment(unknown)}`
  return `    ${yamlText(failure)}: ${answer === undefined ? `unknown${why}` : yamlText(tellAnswer(answer))}`
}
