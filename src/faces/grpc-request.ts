import type { IncomingHttpHeaders } from 'node:http2'

/** They are said otherwise, or are about the connection. */
const LEFT_OUT = ['host', 'te', 'connection', 'transfer-encoding']

/** The head, in HTTP/1.1, of what a gateway asks in HTTP/2. */
export function grpcRequestHead(headers: IncomingHttpHeaders, isAll: boolean): Buffer {
  const host = headers[':authority'] ?? headers.host ?? 'localhost'
  const lines = [`${headers[':method'] ?? 'POST'} ${headers[':path'] ?? '/'} HTTP/1.1`, `Host: ${host}`]
  for (const [name, values] of Object.entries(headers)) {
    if (name.startsWith(':') || LEFT_OUT.includes(name)) continue
    for (const value of [values ?? []].flat()) lines.push(`${name}: ${value}`)
  }
  if (isChunked(headers, isAll)) lines.push('Transfer-Encoding: chunked')
  else if (isAll && headers['content-length'] === undefined) lines.push('Content-Length: 0')
  lines.push('Connection: close')
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** Whether nobody can say yet how long the content will be. */
export function isChunked(headers: IncomingHttpHeaders, isAll: boolean): boolean {
  return !isAll && headers['content-length'] === undefined
}
