import { isIPv6 } from 'node:net'

/** An address as URLs, configurations and logs write it: 127.0.0.1:9000, [::1]:9000. */
export function hostAndPort(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`
}
