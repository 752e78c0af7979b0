import { errorType } from '../checks/index.js'
import {
  exactly,
  flag,
  LOWER_CASE,
  list,
  may,
  must,
  named,
  object,
  pattern,
  type Read,
  text
} from '../core/shape/index.js'
import { client } from './client.js'
import { database } from './database.js'
import { expectation } from './expect.js'
import { gatewayWords } from './gateway-words.js'
import { hop } from './later-words.js'
import { limits } from './limits.js'
import { upstream, upstreams } from './upstream.js'

const sentence = text('a text')

const lesson = object('a map with symptom, noticed, check, fix, trap', {
  symptom: must(sentence, 'What somebody on call sees, with real numbers.'),
  noticed: must(sentence, 'Whether a status monitor and the health check would have noticed.'),
  check: must(sentence, 'The first thing to check: a command to type, and how to read what it prints.'),
  fix: must(sentence, 'What mends it.'),
  trap: must(sentence, 'What looks like a fix and is none; the neighbour that it is mistaken for.')
})

const change = {
  timeouts: may(limits, 'The limits of the gateway; what is left out is the default of the target.'),
  client: may(client, 'What the client does: a request, or a list of them in this order.'),
  upstream: may(upstream, 'The upstream: a list of steps for every connection, or the long form.'),
  upstreams: may(upstreams, 'Several upstreams by name, each with script and life.'),
  database: may(database, 'How the database is set up that the upstream asks.'),
  gateway: may(gatewayWords, 'What the gateway under test must be able to do.')
}

const remedy = object('a remedy: what changes, and the expect that it must lead to', {
  says: may(sentence, 'What is changed, in words.'),
  trap: may(flag(), 'It looks like a fix and is none.'),
  ...change,
  expect: must(expectation, 'What it must lead to.')
})

/** The one definition of a scenario file: parser, types, JSON Schema and documentation come from it. */
export const scenarioWords = object('a scenario', {
  $schema: may(text(), 'The JSON Schema, for editors that look for it here.'),
  title: must(sentence, 'What happens, in one line.'),
  teaches: must(errorType, 'The RFC 9209 error type that it leads to; none when the gateway is innocent.'),
  because: must(sentence, 'The sentence of an RFC, or the reason, that makes this the right answer.'),
  tags: may(list(pattern(/^[a-z0-9-]+$/, 'a tag in lower case')), 'Words to find it by.'),
  common: may(exactly(true), 'It happens often in production, and comes first in the list.'),
  ...change,
  client: must(client, 'What the client does: a request, or a list of them in this order.'),
  hops: may(list(hop, 'a list of hops'), 'The gateways of a chain, from the client to the upstream.'),
  expect: may(expectation, 'What the run must show.'),
  lesson: must(lesson, 'What somebody on call needs to know.'),
  remedies: may(
    named(remedy, 'a map of remedies, by name', LOWER_CASE),
    'Named changes, each with the answer that it must lead to: the fix, proven.'
  )
})

/** What stands in a scenario file. */
export type ScenarioWords = Read<typeof scenarioWords>

/** A remedy as a scenario writes it. */
export type Remedy = NonNullable<ScenarioWords['remedies']>[string]

/** A scenario that was read and found right. The file name is its id. */
export interface Scenario extends ScenarioWords {
  readonly id: string
  readonly file: string
}
