import type { Ending } from '../../core/events.js'
import type { AnswerGot } from '../../core/got.js'
import type { Answer } from '../../core/observation.js'
import { answersText } from '../answers.js'
import { clip } from '../layout/columns.js'
import { type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import { escaped } from '../legible.js'
import { FEW } from '../timeline/lane.js'
import type { Page, Section, Teller } from './section.js'

const ENDINGS: Readonly<Record<Ending, string>> = {
  whole: 'the end',
  cut: 'FIN',
  reset: 'RST',
  closed: 'FIN',
  'no-http': 'bytes that are no HTTP',
  'gave-up': 'silence, until the client gave up',
  refused: 'nothing'
}

const NOTHING: Readonly<Record<Ending, string>> = {
  whole: 'no status line',
  cut: 'no whole head: FIN came in the middle of it',
  reset: 'no answer: RST',
  closed: 'no answer: FIN without a byte before it',
  'no-http': 'bytes that are no HTTP:',
  'gave-up': 'no answer when the client gave up',
  refused: 'no connection: the gateway could not be reached'
}

/** The answer as it came: the status line, what the gateway says about itself, and how one can see that something is missing. */
export const answer: Teller = ({ seen, verdict }, page) => {
  const { answers } = seen
  if (answers.length > FEW) {
    return [{ label: 'answers', lines: wrap(line(answersText(answers, page.signs, verdict.answers)), page.columns, 2) }]
  }
  return answers.map((each, index): Section => {
    const label = answers.length === 1 ? 'answer' : `answer ${index + 1}`
    return { label, lines: [...linesOf(each, page), ...besideLines(verdict.answers[index], page)] }
  })
}

/** What the bytes of an answer do not show. */
function besideLines(known: AnswerGot | undefined, page: Page): Line[] {
  if (known === undefined) return []
  const { got, attempts, twice, request } = known
  const says = [
    ...(got === 'made-whole'
      ? ["the upstream's answer was incomplete: the client cannot see that something is missing"]
      : []),
    ...(got === 'gateway-died' ? ["the gateway's process died before the answer was whole"] : []),
    ...(twice ? [`${request} reached the upstream ${attempts} times`] : [])
  ]
  return says.flatMap(text => wrap(line(text, 'bad'), page.columns, 2))
}

function linesOf(each: Answer, page: Page): Line[] {
  if (each.status === undefined) return withoutStatus(each, page)
  const lines = statusLines(each).map(text => line(text, 'strong'))
  for (const name of ['proxy-status', 'retry-after']) {
    for (const field of fieldsNamed(each, name)) lines.push(...wrap(line(field), page.columns, 2))
  }
  if (!each.complete) lines.push(...wrap(line(missing(each), 'bad'), page.columns, 2))
  return lines
}

/** The status lines of the interim answers and of the final one, byte for byte. */
function statusLines(each: Answer): string[] {
  const found = each.raw.match(/^HTTP\/[^\r\n]*/gm) ?? []
  const lines = found.slice(0, each.interim.length + 1).map(escaped)
  return lines.length > 0 ? lines : [`HTTP/1.1 ${each.status} ${each.reason}`.trimEnd()]
}

function fieldsNamed(each: Answer, name: string): string[] {
  return each.fields.flatMap((field, at) =>
    at % 2 === 0 && field.toLowerCase() === name ? [`${field}: ${each.fields[at + 1] ?? ''}`] : []
  )
}

/** How the client can see that the body is not whole. */
function missing(each: Answer): string {
  const announced = fieldsNamed(each, 'content-length')[0]
  const chunked = fieldsNamed(each, 'transfer-encoding')[0]
  const came = `${each.bodySize} bytes came, then ${ENDINGS[each.ending]}`
  if (announced !== undefined) return `${announced}, but ${came}`
  return chunked === undefined ? `no length announced: ${came}` : `${chunked}, but no last chunk: ${came}`
}

function nothingIn({ interim, ending }: Answer): string {
  const onlyInterim = interim.length > 0 && ending !== 'no-http'
  return onlyInterim ? `no answer after the interim one: ${ENDINGS[ending]}` : NOTHING[ending]
}

function withoutStatus(each: Answer, page: Page): Line[] {
  const interim = statusLines(each)
    .slice(0, each.interim.length)
    .map(text => line(text, 'strong'))
  const lines = [...interim, ...wrap(line(nothingIn(each), 'bad'), page.columns, 2)]
  if (each.raw === '') return lines
  return [...lines, line(clip(escaped(each.raw), page.columns, page.signs.more), 'code')]
}
