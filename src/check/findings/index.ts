import type { Configuration } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import { asksTheNameOnce } from './asks-the-name-once.js'
import { cutWithoutTrace } from './cut-without-trace.js'
import type { Finder, Finding } from './finding.js'
import { hidesTheCause } from './hides-the-cause.js'
import { interceptsTheApplication } from './intercepts-the-application.js'
import { joined, type RouteFinding } from './joined.js'
import { keepAliveLonger } from './keep-alive-longer.js'
import { keepsWaiting } from './keeps-waiting.js'
import { ladderConnect } from './ladder-connect.js'
import { ladderEdge } from './ladder-edge.js'
import { ladderTotal } from './ladder-total.js'
import { losesTheRefusal } from './loses-the-refusal.js'
import { noUpgrade } from './no-upgrade.js'
import { notReached } from './not-reached.js'
import { oneRefusalTakesItAway } from './one-refusal-takes-it-away.js'
import { rawBytes } from './raw-bytes.js'
import { retriesMultiply } from './retries-multiply.js'
import { type RouteSeen, routesSeen } from './route-seen.js'
import { sendsTwice } from './sends-twice.js'
import { smallHead } from './small-head.js'
import { smallUploads } from './small-uploads.js'
import { statusMisleads } from './status-misleads.js'
import { tooShort } from './too-short.js'

export type { Finding, Severity } from './finding.js'

/** Everything that is looked for; within one severity it is told in this order. */
export const FINDERS: readonly Finder[] = [
  notReached,
  sendsTwice,
  cutWithoutTrace,
  hidesTheCause,
  tooShort,
  oneRefusalTakesItAway,
  keepsWaiting,
  interceptsTheApplication,
  retriesMultiply,
  keepAliveLonger,
  asksTheNameOnce,
  smallHead,
  noUpgrade,
  ladderTotal,
  ladderConnect,
  ladderEdge,
  statusMisleads,
  losesTheRefusal,
  smallUploads,
  rawBytes
]

/** What an operator should know of what was seen, the worst first; routes that are alike are told once. */
export function findingsOf(configuration: Configuration, behaviours: readonly Behaviour[]): readonly Finding[] {
  const routes = routesSeen(configuration, behaviours)
  return joined(FINDERS.flatMap(finder => routes.flatMap(seen => foundBy(finder, seen))))
}

function foundBy(finder: Finder, seen: RouteSeen): RouteFinding[] {
  // What the gateway answers whatever happens says nothing of failures.
  if (finder !== notReached && isAnsweredHere(seen)) return []
  const found = finder.look(seen)
  return found === undefined ? [] : [{ finder, found, route: seen.route.id }]
}

function isAnsweredHere(seen: RouteSeen): boolean {
  const ok = seen.on('ok')
  return ok?.author === 'gateway' && ok.status !== null && ok.status < 500
}
