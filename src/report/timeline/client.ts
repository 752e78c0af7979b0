import { formatDuration } from '../../core/duration.js'
import type { Answer } from '../../core/observation.js'
import { triesOf } from '../../core/tries.js'
import { answersText, answerText } from '../answers.js'
import type { Glyphs } from '../layout/glyphs.js'
import type { Told } from '../told.js'
import { FEW, type Lane, type Stretch, stretch } from './lane.js'

/** What the client lived through: a lane for each request, or one for all when they are many. */
export function clientLanes(told: Told, signs: Glyphs): Lane[] {
  const { answers } = told.seen
  if (answers.length > FEW) return [{ name: 'client', stretches: [together(told, signs)], remark: '' }]
  return answers.map((answer, index) => ({
    name: answers.length === 1 ? 'client' : `client ${index + 1}`,
    stretches: [...answer.earlier, answer].flatMap(each => stretchesOf(each, told)),
    remark: ''
  }))
}

function stretchesOf(answer: Answer, told: Told): Stretch[] {
  const [sent, ended] = [told.time(answer.sentAt), told.time(answer.endedAt)]
  const end = answer.complete ? 'edge' : 'broken'
  const outcomes = [`${answerText(answer)} after ${formatDuration(ended - sent)}`, answerText(answer)]
  const tone = answer.complete && (answer.status ?? 500) < 500 ? 'good' : 'bad'
  const labels = [answer.label, answer.method]
  if (answer.headAt === undefined || !lasted(answer, told)) {
    return [stretch(sent, ended, 'waits', { labels, end, outcomes, tone })]
  }
  const head = told.time(answer.headAt)
  const seen = head - sent > (ended - sent) / 4
  return [
    stretch(sent, head, 'waits', { labels: seen ? labels : [], end: 'open', minor: !seen }),
    stretch(head, ended, 'passes', { labels: seen ? [`${answer.status}`] : labels, end, outcomes, tone })
  ]
}

/** Whether the body took long enough to be seen beside everything else. */
function lasted(answer: Answer, told: Told): boolean {
  const all = Math.max(...told.seen.answers.map(each => each.endedAt)) - (told.seen.answers[0]?.sentAt ?? 0)
  return answer.endedAt - (answer.headAt ?? answer.endedAt) > all / 20
}

function together(told: Told, signs: Glyphs): Stretch {
  const { answers } = told.seen
  const from = told.time(Math.min(...triesOf(answers).map(answer => answer.sentAt)))
  const to = told.time(Math.max(...answers.map(answer => answer.endedAt)))
  const labels = [`${answers.length} requests`]
  const tone = answers.every(answer => (answer.status ?? 500) < 500) ? 'good' : 'bad'
  return stretch(from, to, 'waits', { labels, outcomes: [answersText(answers, signs)], tone })
}
