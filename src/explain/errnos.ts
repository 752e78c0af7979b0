/** Numbers of Linux’s errors as they stand in logs, with their names. */
export const ERRNOS: Readonly<Record<number, string>> = {
  2: 'ENOENT',
  11: 'EAGAIN',
  12: 'ENOMEM',
  13: 'EACCES',
  23: 'ENFILE',
  24: 'EMFILE',
  32: 'EPIPE',
  98: 'EADDRINUSE',
  99: 'EADDRNOTAVAIL',
  101: 'ENETUNREACH',
  103: 'ECONNABORTED',
  104: 'ECONNRESET',
  110: 'ETIMEDOUT',
  111: 'ECONNREFUSED',
  113: 'EHOSTUNREACH'
}

/** Exit codes of curl, with the words that they stand for. */
export const CURL_EXITS: Readonly<Record<number, string>> = {
  6: 'could not resolve host',
  7: 'couldn’t connect to server: connection refused',
  18: 'transfer closed with bytes remaining',
  28: 'operation timed out after',
  35: 'wrong version number',
  52: 'empty reply from server',
  55: 'broken pipe',
  56: 'connection reset by peer',
  60: 'certificate verify failed'
}
