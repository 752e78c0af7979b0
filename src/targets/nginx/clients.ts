import type { GatewayWords, RateWords } from '../../core/gateway-words.js'
import { time } from './time.js'

/** What holds for clients, as directives of the http block: how much they may ask, and how long a request may take. */
export function clientRules({ rate, request }: GatewayWords): string {
  return [
    ...(rate === undefined ? [] : rateRules(rate)),
    // The limit of nginx is one between two reads, and starts anew with each.
    ...(request === undefined ? [] : [`client_header_timeout ${time(request)}`, `client_body_timeout ${time(request)}`])
  ]
    .map(line => `  ${line};\n`)
    .join('')
}

function rateRules(rate: RateWords): string[] {
  return [`limit_req_zone $binary_remote_addr zone=clients:1m rate=${perMinute(rate)}r/m`, 'limit_req_status 429']
}

/** Whether nginx can count that: it knows whole requests a minute. */
export function isWholePerMinute(rate: RateWords): boolean {
  return perMinute(rate) >= 1 && Math.abs(perMinute(rate) - exactPerMinute(rate)) < 1e-6 * perMinute(rate)
}

function perMinute(rate: RateWords): number {
  return Math.round(exactPerMinute(rate))
}

function exactPerMinute({ requests, per }: RateWords): number {
  return (requests * 60_000) / per
}
