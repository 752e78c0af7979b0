import type { ConfiguredUpstream } from '../../configuration.js'
import { after, begins, everyLineOf, type Line, type Section } from '../text/sections.js'
import { timeOf } from '../text/time.js'
import { has, type Server, said } from './servers.js'

/** How often HAProxy asks when nobody says. */
export const DEFAULT_INTERVAL = '2s'

/** Whether, what and how often HAProxy asks a server by itself. */
export function healthOf(server: Server, section: Section): ConfiguredUpstream['health'] {
  if (!has(server, 'check')) return undefined
  const every = timeOf(said(server, 'inter') ?? DEFAULT_INTERVAL)
  return { ...pathOf(section), ...(every !== undefined && { every }) }
}

function pathOf(section: Section): { path?: string } {
  if (kindOfCheck(section) !== 'httpchk') return {}
  const option = checkLines(section).at(-1)?.words.slice(2) ?? []
  const sent = everyLineOf(section, 'http-check', 'send').at(-1)?.words ?? []
  const [first, second] = option
  const path = after(sent, 'uri') ?? second ?? first
  return { path: path?.startsWith('/') ? path : '/' }
}

const CHECKS =
  /^(?:httpchk|tcp-check|mysql-check|pgsql-check|redis-check|ldap-check|smtpchk|ssl-hello-chk|spop-check|external-check)$/

/** The kind of check that a section asks for; undefined for one that only connects. */
export function kindOfCheck(section: Section): string | undefined {
  return checkLines(section).at(-1)?.words[1]
}

function checkLines(section: Section): Line[] {
  return everyLineOf(section, 'option').filter(({ words }) => CHECKS.test(words[1] ?? ''))
}

/** The line that makes a check fail on a fake upstream, which says 200 and nothing that an application would. */
export function lineThatFails(section: Section): Line | undefined {
  const kind = kindOfCheck(section)
  if (kind === undefined) return undefined
  if (kind === 'httpchk') return everyLineOf(section, 'http-check', 'expect').find(expectsMore)
  if (kind !== 'tcp-check') return checkLines(section).at(-1)
  return everyLineOf(section, 'tcp-check', 'expect').at(-1)
}

/** Any range of statuses that has 200 in it is met. */
function expectsMore(line: Line): boolean {
  const words = line.words.slice(2).filter(word => !['min-recv', 'comment'].includes(word))
  if (begins(line, 'http-check', 'expect', '!')) return false
  const statuses = after(words, 'status')
  if (statuses !== undefined) return !statuses.split(',').some(has200)
  const pattern = after(words, 'rstatus')
  return pattern === undefined || !fitsStatus(pattern)
}

function has200(range: string): boolean {
  const [low = '', high = low] = range.split('-')
  return Number(low) <= 200 && Number(high) >= 200
}

function fitsStatus(pattern: string): boolean {
  try {
    return new RegExp(pattern).test('200')
  } catch {
    return false
  }
}
