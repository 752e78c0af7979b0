import { either, list, may, must, named, object, size, text, turned, whole } from '../core/shape/index.js'
import type { Connection, Step } from '../core/step.js'
import { type Answer, bytesOfAnswer } from './answer.js'

const STATUS = whole(200, 599, 'a status')

const BODY = either(
  text('a text'),
  object('bytes: how many', { bytes: must(size(), 'the length of a body of filler') })
)

const LONG = object('an answer with a status', {
  status: must(STATUS, 'the status'),
  reason: may(text(), 'the reason phrase; the usual one when left out'),
  headers: may(
    named(either(text('a text'), list(text())), 'header fields by name, each with a value or a list of values'),
    'header fields beside Content-Length'
  ),
  body: may(BODY, 'the body: a text, or so many bytes; empty when left out')
})

/** An answer as a scenario writes it: a status alone, or the long form. */
export const ANSWER = either(
  turned(STATUS, (status): Answer => ({ status })),
  turned(LONG, (answer): Answer => answer)
)

/** Answers the request that was received last. */
export async function respondWith(connection: Connection, answer: Answer): Promise<void> {
  const taken = await connection.send(bytesOfAnswer(answer, connection.request?.method ?? 'GET'))
  connection.answered(answer.status, taken)
}

/** Answers the request as a well-behaved server does. */
export const respond: Step<Answer> = {
  name: 'respond',
  says: 'Answers as a good server does: a status alone, or status, reason, headers and body. Content-Length is added, the connection is kept.',
  shape: ANSWER,
  play: respondWith
}
