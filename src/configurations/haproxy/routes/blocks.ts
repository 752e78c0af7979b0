import { type Condition, conditionOf } from '../conditions/condition.js'
import { testOf } from '../conditions/criterion.js'
import type { Scope } from '../conditions/scope.js'
import { everyLineOf, type Line, lineOf, modeOf, type Section } from '../text/sections.js'

/** A rule with which HAProxy answers a request itself, or lets it pass all rules after it. */
export interface Block {
  readonly line: Line
  readonly condition: Condition
  readonly passes: boolean
}

const ANSWERS = ['deny', 'tarpit', 'reject', 'silent-drop', 'redirect', 'return', 'auth', 'use-service']

/** The rules of a section that keep a request from its upstream, list by list in the order in which they are asked. */
export function blocksOf(section: Section, scope: Scope): readonly (readonly Block[])[] {
  const lines = (start: readonly string[], at: number) =>
    everyLineOf(section, ...start).flatMap(line => blockOf(line, line.words[at] ?? '', scope))
  const connection = [lines(['tcp-request', 'connection'], 2), lines(['tcp-request', 'content'], 2)]
  if (modeOf(section) !== 'http') return connection
  const redirects = everyLineOf(section, 'redirect').flatMap(line => blockOf(line, 'redirect', scope))
  return [...connection, ownPages(section, scope), lines(['http-request'], 1), redirects]
}

function blockOf(line: Line, action: string, scope: Scope): Block[] {
  const passes = action === 'allow' || action === 'accept'
  if (!passes && !ANSWERS.includes(action)) return []
  return [{ line, condition: conditionOf(line, scope), passes }]
}

/** Pages that HAProxy writes itself: whether it is well, and its statistics. */
function ownPages(section: Section, scope: Scope): Block[] {
  const monitor = lineOf(section, 'monitor-uri')
  const statistics = lineOf(section, 'stats', 'uri') ?? lineOf(section, 'stats', 'enable')
  const page = (line: Line, criterion: string, path: string): Block => ({
    line,
    condition: { ways: [[{ tests: [testOf([criterion, path], line.place, scope)], negated: false }]], inverted: false },
    passes: false
  })
  return [
    ...(monitor === undefined ? [] : [page(monitor, 'path', monitor.words[1] ?? '/')]),
    ...(statistics === undefined ? [] : [page(statistics, 'url_beg', statistics.words[2] ?? '/haproxy?stats')])
  ]
}
