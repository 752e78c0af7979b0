import type { CauseId } from '../causes/index.js'

const ROWS: readonly (readonly [CauseId, string])[] = [
  [
    'refused',
    'ECONNREFUSED OriginConnectionRefused CURLE_COULDNT_CONNECT ERR_CONNECTION_REFUSED NS_ERROR_CONNECTION_REFUSED ConnectionRefusedError ORIGIN_CONNECTION_REFUSED ROUTER_EXTERNAL_TARGET_CONNECTION_ERROR AH00957'
  ],
  [
    'connect-timeout',
    'ETIMEDOUT UND_ERR_CONNECT_TIMEOUT ConnectTimeoutError ConnectTimeout HttpConnectTimeoutException ERR_CONNECTION_TIMED_OUT OriginConnectTimeout'
  ],
  ['unroutable', 'EHOSTUNREACH ENETUNREACH NoRouteToHostException ERR_ADDRESS_UNREACHABLE'],
  [
    'unknown-host',
    'ENOTFOUND NXDOMAIN ENODATA UnknownHostException DNSNameNotResolved ERR_NAME_NOT_RESOLVED DNS_HOSTNAME_NOT_FOUND DNS_HOSTNAME_RESOLVE_FAILED'
  ],
  ['dns-failure', 'EAI_AGAIN EAI_FAIL ESERVFAIL EREFUSED SERVFAIL DNSFailure DNS_HOSTNAME_SERVER_ERROR'],
  ['dns-timeout', 'ETIMEOUT DNS_TIMEOUT ERR_DNS_TIMED_OUT'],
  ['socket-missing', 'ENOENT'],
  ['socket-forbidden', 'EACCES EPERM'],
  ['queue-full', 'EAGAIN'],
  ['ports-exhausted', 'EADDRNOTAVAIL'],
  ['gateway-exhausted', 'EMFILE ENFILE ENOMEM ENOBUFS'],
  ['misconfigured', 'EADDRINUSE'],
  [
    'connect-failed',
    'failed_to_connect_to_backend OriginConnectionError AH01114 AH01079 UpstreamConnectionFailure ERR_CONNECT_FAIL ORIGIN_CONNECT_ERROR'
  ],
  ['reset-before-head', 'ECONNRESET ERR_CONNECTION_RESET ConnectionResetError OriginConnectionAborted ECONNABORTED'],
  [
    'closed-before-head',
    'UND_ERR_SOCKET SocketError IncompleteMessage PrematureCloseException ERR_EMPTY_RESPONSE RemoteDisconnected NoHttpResponseException RemoteProtocolError ServerDisconnectedError backend_connection_closed_before_data_sent_to_client ERRORINFO_UPSTREAM_CLOSED_CONNECTION AH01102 AH00898 ERR_ZERO_SIZE_OBJECT CURLE_GOT_NOTHING ROUTER_EXTERNAL_TARGET_HANDSHAKE_ERROR'
  ],
  [
    'closed-while-sending',
    'EPIPE ERR_STREAM_WRITE_AFTER_END BrokenPipeError backend_early_response_with_non_error_status AH01084 AH01097'
  ],
  [
    'read-timeout',
    'UND_ERR_HEADERS_TIMEOUT HeadersTimeoutError ReadTimeout ReadTimeoutError ReadTimeoutException DeadlineExceeded SocketTimeoutException backend_timeout OriginTimeout ERRORINFO_UPSTREAM_TIMED_OUT FST_REPLY_FROM_GATEWAY_TIMEOUT FUNCTION_INVOCATION_TIMEOUT INTERNAL_FUNCTION_INVOCATION_TIMEOUT UpstreamRequestTimeout ERR_READ_TIMEOUT ESOCKETTIMEDOUT'
  ],
  ['total-timeout', 'ERR_TIMED_OUT CURLE_OPERATION_TIMEDOUT HttpTimeoutException'],
  ['stalled-body', 'UND_ERR_BODY_TIMEOUT BodyTimeoutError'],
  [
    'tls-certificate',
    'CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY ERR_TLS_CERT_ALTNAME_INVALID CERTIFICATE_VERIFY_FAILED SSLInvalidCertificate ssl_certificate_chain_verification_failed ssl_san_verification_failed ssl_certificate_san_verification_failed'
  ],
  [
    'tls-protocol',
    'ERR_SSL_WRONG_VERSION_NUMBER WRONG_VERSION_NUMBER SSLHandshakeError SSLHandshakeException ERR_SSL_PROTOCOL_ERROR EPROTO ERR_SSL_PACKET_LENGTH_TOO_LONG'
  ],
  [
    'tls-alert',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE ERR_SSL_TLSV1_UNRECOGNIZED_NAME ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'
  ],
  ['not-http', 'HPE_INVALID_CONSTANT HPE_INVALID_VERSION HPE_INVALID_STATUS BadStatusLine'],
  ['bad-header', 'HPE_INVALID_HEADER_TOKEN HPE_LF_EXPECTED HPE_CR_EXPECTED AH01106'],
  [
    'bad-framing',
    'HPE_UNEXPECTED_CONTENT_LENGTH HPE_INVALID_CONTENT_LENGTH HPE_INVALID_TRANSFER_ENCODING UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  ],
  ['bad-coding', 'HPE_INVALID_CHUNK_SIZE HPE_STRICT ERR_INVALID_CHUNKED_ENCODING ERR_INCOMPLETE_CHUNKED_ENCODING'],
  [
    'header-too-big',
    'HPE_HEADER_OVERFLOW UND_ERR_HEADERS_OVERFLOW HeadersOverflowError AH10124 ResponseHeaderTooBig ERR_RESPONSE_HEADERS_TOO_BIG'
  ],
  [
    'bad-answer',
    'HTTPParserError OriginInvalidResponse OriginInvalidRequest LambdaInvalidResponse invalid_http_response ROUTER_EXTERNAL_TARGET_ERROR'
  ],
  ['bad-compression', 'ERR_CONTENT_DECODING_FAILED Z_DATA_ERROR Z_BUF_ERROR'],
  [
    'cut-body',
    'ERR_CONTENT_LENGTH_MISMATCH IncompleteRead ChunkedEncodingError CURLE_PARTIAL_FILE backend_response_corrupted'
  ],
  ['body-too-big', 'LambdaResponseTooLarge UND_ERR_RES_EXCEEDED_MAX_SIZE FUNCTION_RESPONSE_PAYLOAD_TOO_LARGE'],
  ['too-large', 'ERRORINFO_REQUEST_TOO_LARGE FST_ERR_CTP_BODY_TOO_LARGE FUNCTION_PAYLOAD_TOO_LARGE'],
  [
    'no-healthy-upstream',
    'failed_to_pick_backend ERRORINFO_UPSTREAM_NO_LIVE no_healthy_upstream NoHealthyUpstream FST_REPLY_FROM_SERVICE_UNAVAILABLE'
  ],
  [
    'client-gone',
    'client_disconnected_before_any_response client_disconnected_after_partial_response ClientDisconnected client_timed_out'
  ],
  [
    'http2-ended',
    'ERR_HTTP2_STREAM_CANCEL ERR_HTTP2_GOAWAY_SESSION ERR_HTTP2_SESSION_ERROR ERR_HTTP2_STREAM_ERROR REFUSED_STREAM ENHANCE_YOUR_CALM ERR_HTTP2_PROTOCOL_ERROR'
  ],
  ['process-died', 'CrashLoopBackOff FUNCTION_INVOCATION_FAILED SIGSEGV SIGABRT'],
  ['out-of-memory', 'OOMKilled'],
  ['loop', 'INFINITE_LOOP_DETECTED'],
  ['denied', 'RestrictedIP denied_by_security_policy'],
  ['rate-limited', 'FUNCTION_THROTTLED'],
  ['gateway-error', 'internal_error ERRORINFO_INTERNAL_ERROR']
]

/** Error codes and names that stand as one word in logs, each with its cause. */
export const TOKENS: ReadonlyMap<string, CauseId> = new Map(
  ROWS.flatMap(([cause, names]) => names.split(' ').map(name => [name, cause] as const))
)

/** The first code of the list that stands as a word of its own in a text. */
export function tokenIn(text: string): { readonly token: string; readonly cause: CauseId } | undefined {
  for (const [token] of text.matchAll(/[A-Za-z][A-Za-z0-9_]{3,80}/g)) {
    const cause = TOKENS.get(token)
    if (cause !== undefined) return { token, cause }
  }
  return undefined
}
