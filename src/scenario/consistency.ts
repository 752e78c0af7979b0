import { checkNamed } from '../checks/index.js'
import { nearest } from '../core/nearest.js'
import type { Complain, Entry, Located, Place } from '../core/shape/index.js'
import type { ClientEntry } from './client.js'
import { requestsOf } from './client-plan.js'
import type { Expected } from './expect.js'
import { gatewayHasUpstreams } from './gateway-consistency.js'
import { marksAreSet } from './marks.js'
import { upstreamsOf } from './played-words.js'
import type { ScenarioWords } from './scenario.js'

/** What no single piece of a file can know: whether the pieces go together. */
export function checkConsistency(words: ScenarioWords, root: Located, complain: Complain): void {
  oneUpstream(words, root, complain)
  marksAreSet(root, complain)
  requestsAreSent(words.client, placeOf(root, 'client'), complain)
  oneExpectationEach(words, root, complain)
  signalsHaveUpstreams(words, root, complain)
  gatewayHasUpstreams(words, (...keys) => placeOf(root, ...keys), complain)
  expectationsHaveRequests(words.client, words.expect, placeOf(root, 'expect'), complain)
  somethingIsExpected(words, root, complain)
  for (const [name, remedy] of Object.entries(words.remedies ?? {})) {
    const place = placeOf(root, 'remedies', name)
    const changes = ['timeouts', 'client', 'upstream', 'upstreams', 'database', 'gateway'].some(word => word in remedy)
    if (!changes)
      complain({
        place,
        expected: 'a change: timeouts, client, upstream, upstreams, database or gateway',
        found: 'none'
      })
    if (remedy.client !== undefined) requestsAreSent(remedy.client, placeOf(root, 'remedies', name, 'client'), complain)
    const expectPlace = placeOf(root, 'remedies', name, 'expect')
    expectationsHaveRequests(remedy.client ?? words.client, remedy.expect, expectPlace, complain)
  }
}

function oneUpstream(words: ScenarioWords, root: Located, complain: Complain): void {
  if (words.upstream !== undefined && words.upstreams !== undefined)
    complain({ place: placeOf(root, 'upstreams'), expected: 'upstream or upstreams', found: 'both' })
  if (words.upstream === undefined && words.upstreams === undefined)
    complain({ place: root.place, expected: 'upstream: what the upstream does', found: 'no upstream' })
  const upstream = words.upstream
  if (upstream?.listen !== undefined && upstream.listen.listen !== 'open') return
  if (upstream !== undefined && upstream.script === undefined && !upstream.connections && !upstream.when)
    complain({
      place: placeOf(root, 'upstream'),
      expected: 'script, connections or when',
      found: 'an upstream that does nothing'
    })
}

function requestsAreSent(client: readonly ClientEntry[], place: Place, complain: Complain): void {
  if (requestsOf(client).length === 0)
    complain({ place, expected: 'at least one request', found: 'a client that asks for nothing' })
}

/** A request that carries its own expectation, and gets another one at the top: which of them is meant? */
function oneExpectationEach({ client, expect }: ScenarioWords, root: Located, complain: Complain): void {
  const requests = requestsOf(client)
  const answerAtTop = requests.length === 1 && Object.keys(expect?.all ?? {}).some(isAboutAnswer)
  const twice = requests.find(
    ({ label, entry }) => entry.expect !== undefined && (answerAtTop || Object.hasOwn(expect?.byRequest ?? {}, label))
  )
  if (twice === undefined) return
  const expected = 'the expectation of a request in one place: with the request, or here'
  complain({ place: placeOf(root, 'expect'), expected, found: `${twice.label} has one in both` })
}

function isAboutAnswer(name: string): boolean {
  return checkNamed(name)?.about === 'answer'
}

function signalsHaveUpstreams(words: ScenarioWords, root: Located, complain: Complain): void {
  const names = Object.keys(upstreamsOf(words))
  for (const entry of words.client) {
    if (entry.kind !== 'order' || (entry.to ?? entry.signal) === undefined) continue
    const { to = words.upstreams === undefined ? 'upstream' : undefined } = entry
    if (to !== undefined && names.includes(to)) continue
    const near = to === undefined ? undefined : nearest(to, names)
    const expected = `an upstream of the scenario: ${names.join(', ')}`
    const place = placeOf(root, 'client')
    const found = to === undefined ? 'a signal to none of them' : `"${to}"`
    complain({ place, expected, found, ...(near === undefined ? {} : { nearest: near }) })
  }
}

function somethingIsExpected(words: ScenarioWords, root: Located, complain: Complain): void {
  const own = requestsOf(words.client).some(request => request.entry.expect !== undefined)
  if (words.expect === undefined && !own)
    complain({ place: root.place, expected: 'expect: what the run must show', found: 'no expectation' })
}

function expectationsHaveRequests(
  client: readonly ClientEntry[],
  expected: Expected | undefined,
  place: Place,
  complain: Complain
): void {
  const labels = requestsOf(client).map(request => request.label)
  oneExpectationForOneRequest(labels, expected, place, complain)
  for (const label of Object.keys(expected?.byRequest ?? {})) {
    if (labels.includes(label)) continue
    const near = nearest(label, labels)
    complain({
      place,
      expected: `a request that the client sends: ${[...new Set(labels)].join(', ')}`,
      found: `"${label}"`,
      ...(near === undefined ? {} : { nearest: near })
    })
  }
}

function oneExpectationForOneRequest(
  labels: readonly string[],
  expected: Expected | undefined,
  place: Place,
  complain: Complain
) {
  const word = Object.keys(expected?.all ?? {}).find(isAboutAnswer)
  if (labels.length < 2 || word === undefined) return
  const found = `${word} for all of ${labels.length} requests`
  complain({ place, expected: `an expectation for each request, such as "${labels.at(-1)}": 504`, found })
}

/** Where a piece stands, by its keys; the nearest piece around it when it is not there. */
function placeOf(root: Located, ...keys: readonly string[]): Place {
  let piece = root
  let place = root.place
  for (const key of keys) {
    const entry: Entry | undefined = piece.kind === 'map' ? piece.entries.find(pair => pair.key === key) : undefined
    if (entry === undefined) return place
    piece = entry.value
    place = entry.keyPlace
  }
  return place
}
