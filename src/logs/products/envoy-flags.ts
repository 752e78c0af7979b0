import type { CauseId } from '../causes/index.js'
import type { Sureness } from '../finding.js'

/** An Envoy response flag: its long name, and what it says. */
export interface EnvoyFlag {
  readonly long: string
  readonly cause: CauseId
  readonly sure?: Sureness
}

/** The response flags, by their short names. */
export const ENVOY_FLAGS: Readonly<Record<string, EnvoyFlag>> = {
  UH: { long: 'NoHealthyUpstream', cause: 'no-healthy-upstream' },
  UF: { long: 'UpstreamConnectionFailure', cause: 'connect-failed', sure: 'open' },
  UO: { long: 'UpstreamOverflow', cause: 'connection-limit' },
  NR: { long: 'NoRouteFound', cause: 'no-route' },
  NC: { long: 'NoClusterFound', cause: 'no-route' },
  URX: { long: 'UpstreamRetryLimitExceeded', cause: 'bad-gateway', sure: 'open' },
  DT: { long: 'DurationTimeout', cause: 'total-timeout' },
  DC: { long: 'DownstreamConnectionTermination', cause: 'client-gone' },
  DR: { long: 'DownstreamRemoteReset', cause: 'client-gone' },
  LH: { long: 'FailedLocalHealthCheck', cause: 'no-healthy-upstream' },
  UT: { long: 'UpstreamRequestTimeout', cause: 'read-timeout' },
  LR: { long: 'LocalReset', cause: 'bad-gateway', sure: 'open' },
  UR: { long: 'UpstreamRemoteReset', cause: 'reset-before-head' },
  UC: { long: 'UpstreamConnectionTermination', cause: 'closed-before-head' },
  DI: { long: 'DelayInjected', cause: 'local-answer' },
  FI: { long: 'FaultInjected', cause: 'local-answer' },
  RL: { long: 'RateLimited', cause: 'rate-limited' },
  RLSE: { long: 'RateLimitServiceError', cause: 'gateway-error' },
  UAEX: { long: 'UnauthorizedExternalService', cause: 'denied' },
  IH: { long: 'InvalidEnvoyRequestHeaders', cause: 'bad-request' },
  SI: { long: 'StreamIdleTimeout', cause: 'read-timeout', sure: 'likely' },
  DPE: { long: 'DownstreamProtocolError', cause: 'bad-request' },
  UPE: { long: 'UpstreamProtocolError', cause: 'bad-answer', sure: 'open' },
  UMSDR: { long: 'UpstreamMaxStreamDurationReached', cause: 'total-timeout' },
  NFCF: { long: 'NoFilterConfigFound', cause: 'misconfigured' },
  OM: { long: 'OverloadManagerTerminated', cause: 'gateway-exhausted' },
  DF: { long: 'DnsResolutionFailed', cause: 'dns-failure' },
  DO: { long: 'DropOverload', cause: 'connection-limit' },
  UDO: { long: 'UnconditionalDropOverload', cause: 'connection-limit' }
}

const ORDER = ['UT', 'UH', 'UO', 'NR', 'NC', 'UC', 'UPE', 'UR', 'UF']

/** The flag that says most among several (`URX,UF`), by its short or its long name. */
export function envoyFlagOf(list: string): (EnvoyFlag & { readonly short: string }) | undefined {
  const names = list.split(',').map(shortOf)
  const short = [...ORDER, ...names].find(name => name !== undefined && names.includes(name))
  const flag = short === undefined ? undefined : ENVOY_FLAGS[short]
  return flag === undefined ? undefined : { ...flag, short: short as string }
}

function shortOf(name: string): string | undefined {
  if (Object.hasOwn(ENVOY_FLAGS, name)) return name
  return Object.keys(ENVOY_FLAGS).find(short => ENVOY_FLAGS[short]?.long === name)
}
