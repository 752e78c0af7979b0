import type { Behaviour } from '../behaviour.js'
import { timeOf, writeTime } from '../lock/time.js'
import { yamlText } from '../lock/yaml-text.js'

/** Limits that a team would set, in milliseconds. */
const LIMITS = [
  1, 2, 5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400
].map(seconds => seconds * 1000)

/** How much longer than what was found a limit is, at least. */
const ROOM = 1.1

/** Rules that say how long an answer may take: one for all, exceptions for failures that never end, and for routes that take longer than most. */
export function initialLimits(behaviours: readonly Behaviour[]): string[] {
  const endless = [...new Set(behaviours.filter(hasNoAnswer).map(({ failure }) => failure))]
  const ended = behaviours.filter(({ failure }) => !endless.includes(failure))
  const longest = [...new Set(ended.map(({ route }) => route))].map(route => [route, limitFor(ended, route)] as const)
  const usual = longest.map(([, limit]) => limit).sort((a, b) => a - b)[Math.floor((longest.length - 1) / 2)]
  if (usual === undefined) return ['  # No failure gets an answer: nothing can be said of how long one takes.']
  const found = Math.max(...ended.filter(({ route }) => limitFor(ended, route) <= usual).map(timeFound))
  const slower = longest.filter(([, limit]) => limit > usual)
  return [
    `  # ${found < 1000 ? 'None took as long as a second.' : `The longest took ${writeTime(found)}.`}${noteOn(endless)}`,
    `  - every failure answers within ${writeTime(usual)}${exceptFor(endless)}`,
    ...slower.flatMap(([route, limit]) => [
      `  - route: ${yamlText(route)}`,
      `    answers within: ${writeTime(limit)}`,
      ...(endless.length === 0 ? [] : [`    except: [${endless.map(yamlText).join(', ')}]`])
    ])
  ]
}

function hasNoAnswer({ status, after }: Behaviour): boolean {
  return status === null || after === null
}

/** What is said of a time: what a setting says, or what was measured. */
function timeFound(behaviour: Behaviour): number {
  return timeOf(behaviour).milliseconds
}

function limitFor(behaviours: readonly Behaviour[], route: string): number {
  const own = behaviours.filter(behaviour => behaviour.route === route)
  const most = Math.max(...own.map(behaviour => Math.max(timeFound(behaviour), behaviour.after ?? 0)))
  return LIMITS.find(limit => limit >= most * ROOM) ?? 86_400_000
}

function noteOn(endless: readonly string[]): string {
  return endless.length === 0 ? '' : ' What is excepted had no end, or no answer, on some route.'
}

function exceptFor(endless: readonly string[]): string {
  if (endless.length === 0) return ''
  const last = endless.at(-1) ?? ''
  const rest = endless.slice(0, -1)
  return `, except ${rest.length === 0 ? last : `${rest.join(', ')} and ${last}`}`
}
