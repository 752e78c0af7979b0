const REASONS: Readonly<Record<string, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  410: 'Gone',
  413: 'Payload Too Large',
  425: 'Too Early',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout'
}

/** An answer as it goes over the wire, for an errorfile that is not there. */
export function pageOf(status: string): string {
  const reason = REASONS[status] ?? 'Error'
  const body = `<html><body><h1>${status} ${reason}</h1></body></html>\n`
  const fields = ['Cache-Control: no-cache', 'Connection: close', 'Content-Type: text/html']
  return [`HTTP/1.0 ${status} ${reason}`, ...fields, '', body].join('\r\n')
}
