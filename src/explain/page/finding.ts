import { formatDuration } from '../../core/duration.js'
import { CAUSES } from '../../logs/causes/index.js'
import type { Finding } from '../../logs/finding.js'
import type { Line } from '../../report/layout/line.js'
import { type Out, pageWidth } from '../../report/report.js'
import { LABELS, setSection } from '../../report/sections/section.js'
import { type Audience, forCaller, forVisitor } from '../audience.js'
import { type Explanation, explain, type Library } from '../explanation.js'
import type { Question } from '../question.js'
import { command, heading, item, part } from './sheet.js'

/** The parts of a page about one finding. */
export function findingParts(
  finding: Finding,
  kind: Question['kind'],
  audience: Audience,
  library: Library,
  out: Out
): Line[][] {
  const told = explain(finding, library)
  const seen = kind === 'status' ? [] : evidence(finding, told, out)
  const head = kind === 'status' ? [] : headOf(finding, told, out)
  if (audience === 'visitor') return [[...head, ...visitorLines(finding, out)]]
  if (audience === 'caller') return [[...head, ...part('means', told.means, out)], callerLines(finding, out)]
  return [
    [...head, ...seen, ...part('means', told.means, out)],
    part('check', told.check, out),
    possibleLines(told, out),
    adviceLines(told, out)
  ]
}

function headOf(finding: Finding, told: Explanation, out: Out): Line[] {
  const type = told.type === 'none' || told.type === 'unknown' ? '' : `   ${told.type}`
  const what = finding.product === 'status' || finding.product === 'cause' ? '' : `${finding.product}: `
  return heading(`${what}${told.title}${type}`, '', out)
}

const SURE: Readonly<Record<Finding['sure'], string>> = {
  'says so': 'the line says so',
  likely: 'likely, not certain: the line does not say it in so many words',
  open: 'open: the line alone does not tell which; see below'
}

function evidence(finding: Finding, told: Explanation, out: Out): Line[] {
  const { words, sure, at, status, method, path, upstream, milliseconds, note } = finding
  const request = [method, path].filter(each => each !== undefined).join(' ')
  const facts = [
    request,
    status === undefined ? '' : `answered ${status}`,
    upstream === undefined ? '' : `upstream ${upstream}`,
    milliseconds === undefined ? '' : `after ${formatDuration(milliseconds)}`,
    at === undefined ? '' : `at ${at}`
  ]
  return [
    ...part('says', words, out),
    ...part('about', facts.filter(each => each !== '').join(', '), out),
    ...part('sure', SURE[sure], out),
    ...part('whose limit', told.limits.map(({ who, what }) => `${who} (${what})`).join('; '), out),
    ...part('note', note, out)
  ]
}

/** What may stand behind it, each with how to tell and where to see it. */
function possibleLines({ possible }: Explanation, out: Out): Line[] {
  if (possible.length === 0) return []
  const rows = possible.flatMap(({ what, tell, scenario, fits }, at) => {
    const mark = fits ? ' (this line fits)' : ''
    const shown = scenario === undefined ? '' : `  [${scenario}]`
    return item(`${at + 1}`, `${what}${mark}: ${tell}${shown}`, 0, { ...out, columns: pageWidth(out) - LABELS }, 1)
  })
  return setSection({ label: 'could be', lines: rows })
}

function adviceLines({ fix, trap, scenario }: Explanation, out: Out): Line[] {
  return [
    ...part('fix', fix, out),
    ...part('trap', trap, out),
    ...command('reproduce', scenario === undefined ? undefined : out.command(scenario))
  ]
}

function visitorLines(finding: Finding, out: Out): Line[] {
  const { fault, means, now } = forVisitor(CAUSES[finding.cause])
  return [...part('means', means, out), ...part('my fault?', fault, out), ...part('what now', now, out)]
}

function callerLines(finding: Finding, out: Out): Line[] {
  const { safe, unsafe, how } = forCaller(CAUSES[finding.cause])
  return [...part('retry?', safe, out), ...part('', unsafe, out), ...part('how', how, out)]
}
