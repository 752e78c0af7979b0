import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import { Failure } from '../failures.js'

/** Finds the addresses of a name, as dns.lookup does; it may answer with one address or with a list. */
export type Lookup = (
  host: string,
  options: LookupOptions,
  tell: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void
) => void

/** The response codes of DNS behind the errors of Node's resolvers. A system resolver's EAI_AGAIN says only that something failed. */
const RCODES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'NXDOMAIN',
  ENODATA: 'NOERROR',
  ESERVFAIL: 'SERVFAIL',
  EREFUSED: 'REFUSED',
  ENOTIMP: 'NOTIMP',
  EFORMERR: 'FORMERR'
}

/** The addresses to call for a host, in the order in which to try them. */
export function resolveHost(host: string, lookup: Lookup = systemLookup): Promise<readonly string[] | Failure> {
  if (isIP(host) !== 0) return Promise.resolve([host])
  const asked = new Promise<readonly string[] | Failure>(resolve => {
    lookup(host, { all: true }, (error, found) => {
      if (error !== null) return resolve(dnsFailure(host, error))
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address)
      resolve(addresses.length > 0 ? addresses : dnsFailure(host, { code: 'ENODATA' }))
    })
  })
  return asked.catch(error => dnsFailure(host, error))
}

function dnsFailure(host: string, { code = 'unknown' }: { code?: string | undefined }): Failure {
  if (code === 'ETIMEOUT' || code === 'ETIMEDOUT')
    return Failure.of('dns-gave-up', { host, cause: code, rcode: undefined })
  return Failure.of('dns-error', { host, cause: code, rcode: RCODES[code] })
}
