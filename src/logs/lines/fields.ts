/** An address of an upstream that may stand in a command: host and port, nothing that a shell or a terminal could take for more. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]{0,15}:\/\/)?((?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253}):\d{1,5})(?:\/.*)?$/
const UNIX_SOCKET = /^(?:[a-z]+:\/\/)?(unix:\/[\w./-]{1,200})(?::.*)?$/

/** The upstream that a field names, as host:port or unix:/path; undefined for anything else. */
export function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return ADDRESS.exec(text)?.[1] ?? UNIX_SOCKET.exec(text)?.[1]
}

const HOST = String.raw`(?:\[[0-9A-Fa-f:.]{2,45}\]|\d{1,3}(?:\.\d{1,3}){3}|localhost|[A-Za-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,8})`
const CALLED = new RegExp(
  String.raw`(?:\bto |\bE[A-Z]{5,12} |\bdial (?:tcp|udp) |remote server |upstream )(?:https?:\/\/)?(${HOST}:\d{2,5})(?![\w.])`
)
const ANYWHERE = new RegExp(String.raw`(?<![\w.:])(${HOST}:\d{2,5})(?![\w.])`, 'g')
const LOOPBACK6 = /\bE[A-Z]{5,12} ::1:(\d{2,5})\b/

/** The host and port that a text says was called: `dial tcp 10.0.0.5:9000: connect: …`. Port 53 is the resolver’s. */
export function addressWithin(text: string): string | undefined {
  const loopback = LOOPBACK6.exec(text)?.[1]
  if (loopback !== undefined) return `[::1]:${loopback}`
  const called = CALLED.exec(text)?.[1] ?? [...text.matchAll(ANYWHERE)].map(([address]) => address).find(isService)
  return called !== undefined && isService(called) ? called : undefined
}

function isService(address: string): boolean {
  return !address.endsWith(':53')
}

/** Method and path of a request line, with or without its version. */
export function requestIn(line: string | undefined): { method?: string; path?: string } {
  const match = /^([A-Z]{3,10}) (\S{1,2000})/.exec(line ?? '')
  if (match === null) return {}
  return { method: match[1] as string, path: pathOf(match[2] as string) }
}

/** The path of a target, without host and query: what routes are counted by. */
export function pathOf(target: string): string {
  const path = target.replace(/^[a-z]{2,8}:\/\/[^/]*/i, '')
  return (path === '' ? '/' : path).split(/[?#]/, 1)[0] ?? '/'
}

/** Seconds as logs write them, as milliseconds; undefined for a dash. */
export function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+(?:\.\d+)?$/.test(text)) return undefined
  return Math.round(Number(text) * 1000)
}
