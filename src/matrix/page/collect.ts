import type { Stretch } from '../../report/index.js'
import { mustsOf } from '../musts.js'
import type { Cell, Round, TargetResults } from '../results.js'
import type { CellData, PageData, ScenarioData, TargetData } from './data.js'
import { answersWords, answerWords, besideStatus } from './words.js'

/** So much of each answer stands in the page, in bytes; all of it is in the file of results. */
const RECEIVED = 3000
const LOG_LINES = 30
const LOG_LINE = 2000
const MOMENTS = 120

/** Gathers what the page shows from the files of results: the reference first, then the targets by name. */
export function collect(results: readonly TargetResults[]): PageData {
  const ordered = results.toSorted((a, b) => rank(a) - rank(b) || a.target.localeCompare(b.target))
  const scenarios = scenariosIn(ordered)
  const cells = scenarios.map(({ id }) =>
    ordered.map(({ cells }) => {
      const cell = cells.find(each => each.scenario === id)
      return cell === undefined ? null : cellOf(cell)
    })
  )
  return { targets: ordered.map(targetOf), scenarios, cells }
}

function rank({ target }: TargetResults): number {
  return target === 'reference' ? 0 : 1
}

function targetOf({ cells: _, format: __, target, ...rest }: TargetResults): TargetData {
  return { name: target, ...rest }
}

/** Every scenario that any target was asked, in the order of the files. */
function scenariosIn(results: readonly TargetResults[]): ScenarioData[] {
  const byId = new Map(results.flatMap(({ cells }) => cells.map(cell => [cell.scenario, cell])))
  return [...byId.values()].map(({ scenario, title, expects, because, teaches = 'none', tags }) => ({
    id: scenario,
    title,
    expects,
    because,
    teaches,
    tags,
    musts: mustsOf(scenario)
  }))
}

function cellOf({ outcome, same, rounds, evidence }: Cell): CellData {
  const { received, log, timeline, configuration, arrived, lanes, differences, command } = evidence
  const played = rounds.find(isPlayed)
  return {
    outcome,
    same,
    words: answersWords(played?.answers ?? []),
    beside: besideStatus(evidence.differences, played?.answers ?? []),
    sign: played === undefined ? null : signOf(played),
    rounds: same ? rounds.slice(0, 1) : rounds,
    again: rounds.some(({ again }) => again === true),
    times: rounds.length,
    received: received.map(text => ({
      text: linesOf(text.slice(0, RECEIVED)),
      left: Math.max(0, text.length - RECEIVED)
    })),
    arrived,
    log: log.slice(0, LOG_LINES).map(entry => ({ ...entry, raw: linesOf(entry.raw.slice(0, LOG_LINE)) })),
    timeline: timeline.slice(0, MOMENTS).map(moment => ({ ...moment, at: rounded(moment.at) })),
    lanes: lanes.map(lane => ({ ...lane, stretches: lane.stretches.map(atTenths) })),
    differences,
    configuration: linesOf(configuration),
    command,
    leftOut: { log: Math.max(0, log.length - LOG_LINES), timeline: Math.max(0, timeline.length - MOMENTS) }
  }
}

function isPlayed({ outcome, answers }: Round): boolean {
  return outcome !== 'skipped' && outcome !== 'broken' && answers.length > 0
}

function signOf({ answers }: Round): string {
  return answers.map(answerWords).join(' | ')
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}

function atTenths(each: Stretch): Stretch {
  const lost = each.lostFrom === undefined ? {} : { lostFrom: rounded(each.lostFrom) }
  return { ...each, from: rounded(each.from), to: rounded(each.to), ...lost }
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
