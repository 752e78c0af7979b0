/** Where the gateway and the one upstream of a scenario really are. */
export interface RealAddresses {
  readonly gateway: { readonly host: string; readonly port: number }
  readonly upstream: { readonly host: string; readonly port: number; readonly pid: number }
}

/** The addresses of the machines that stand for the upstream in the lessons. */
const EXAMPLES = String.raw`127\.0\.0\.1|10\.0\.0\.5`

/**
 * The check of a lesson with the real addresses in the place of its examples: 9000 is the upstream's port, 8080 the gateway's, PID the
 * upstream's process. A number that could be something else stays.
 */
export function withRealAddresses(text: string, { gateway, upstream }: RealAddresses): string {
  return inPlaceOf('9000', upstream, inPlaceOf('8080', gateway, text)).replace(/\bPID\b/g, String(upstream.pid))
}

function inPlaceOf(example: string, { host, port }: { host: string; port: number }, text: string): string {
  const address = new RegExp(String.raw`(?<![\d.])(?:${EXAMPLES})([:/ ])${example}(?!\d)`, 'g')
  const alone = new RegExp(String.raw`(?<=:|\bport (?:= )?)${example}(?!\d)`, 'g')
  return text.replace(address, `${host}$1${port}`).replace(alone, String(port))
}
