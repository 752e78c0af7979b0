/** One row of the registry of RFC 9209 section 2.3: an error type, its title and the status that goes with it. */
interface ErrorTypeRow {
  readonly title: string
  /** The recommended status; null where the RFC leaves it to the occasion. */
  readonly status: number | null
}

/** The registry of proxy error types, as RFC 9209 lists it. */
export const ERROR_TYPES = {
  dns_timeout: { title: 'DNS Timeout', status: 504 },
  dns_error: { title: 'DNS Error', status: 502 },
  destination_not_found: { title: 'Destination Not Found', status: 500 },
  destination_unavailable: { title: 'Destination Unavailable', status: 503 },
  destination_ip_prohibited: { title: 'Destination IP Prohibited', status: 502 },
  destination_ip_unroutable: { title: 'Destination IP Unroutable', status: 502 },
  connection_refused: { title: 'Connection Refused', status: 502 },
  connection_terminated: { title: 'Connection Terminated', status: 502 },
  connection_timeout: { title: 'Connection Timeout', status: 504 },
  connection_read_timeout: { title: 'Connection Read Timeout', status: 504 },
  connection_write_timeout: { title: 'Connection Write Timeout', status: 504 },
  connection_limit_reached: { title: 'Connection Limit Reached', status: 503 },
  tls_protocol_error: { title: 'TLS Protocol Error', status: 502 },
  tls_certificate_error: { title: 'TLS Certificate Error', status: 502 },
  tls_alert_received: { title: 'TLS Alert Received', status: 502 },
  http_request_error: { title: 'HTTP Request Error', status: null },
  http_request_denied: { title: 'HTTP Request Denied', status: 403 },
  http_response_incomplete: { title: 'HTTP Incomplete Response', status: 502 },
  http_response_header_section_size: { title: 'HTTP Response Header Section Too Large', status: 502 },
  http_response_header_size: { title: 'HTTP Response Header Field Line Too Large', status: 502 },
  http_response_body_size: { title: 'HTTP Response Body Too Large', status: 502 },
  http_response_trailer_section_size: { title: 'HTTP Response Trailer Section Too Large', status: 502 },
  http_response_trailer_size: { title: 'HTTP Response Trailer Field Line Too Large', status: 502 },
  http_response_transfer_coding: { title: 'HTTP Response Transfer-Coding Error', status: 502 },
  http_response_content_coding: { title: 'HTTP Response Content-Coding Error', status: 502 },
  http_response_timeout: { title: 'HTTP Response Timeout', status: 504 },
  http_upgrade_failed: { title: 'HTTP Upgrade Failed', status: 502 },
  http_protocol_error: { title: 'HTTP Protocol Error', status: 502 },
  proxy_internal_response: { title: 'Proxy Internal Response', status: null },
  proxy_internal_error: { title: 'Proxy Internal Error', status: 500 },
  proxy_configuration_error: { title: 'Proxy Configuration Error', status: 500 },
  proxy_loop_detected: { title: 'Proxy Loop Detected', status: 502 }
} as const satisfies Record<string, ErrorTypeRow>

/** The name of a proxy error type, as it stands in a Proxy-Status field. */
export type ErrorType = keyof typeof ERROR_TYPES

/** Whether a word is a registered proxy error type. */
export function isErrorType(word: string): word is ErrorType {
  return Object.hasOwn(ERROR_TYPES, word)
}

/** Every registered type, in the order of the registry. */
export const ERROR_TYPE_NAMES = Object.keys(ERROR_TYPES) as ErrorType[]
