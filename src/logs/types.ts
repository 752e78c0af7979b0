import type { ErrorType } from '../core/error-types.js'
import type { CauseId } from './causes/index.js'

const CAUSE_OF_TYPE: Readonly<Record<ErrorType, CauseId>> = {
  dns_timeout: 'dns-timeout',
  dns_error: 'unknown-host',
  destination_not_found: 'no-route',
  destination_unavailable: 'no-healthy-upstream',
  destination_ip_prohibited: 'prohibited-address',
  destination_ip_unroutable: 'unroutable',
  connection_refused: 'refused',
  connection_terminated: 'closed-before-head',
  connection_timeout: 'connect-timeout',
  connection_read_timeout: 'read-timeout',
  connection_write_timeout: 'write-timeout',
  connection_limit_reached: 'connection-limit',
  tls_protocol_error: 'tls-protocol',
  tls_certificate_error: 'tls-certificate',
  tls_alert_received: 'tls-alert',
  http_request_error: 'bad-request',
  http_request_denied: 'denied',
  http_response_incomplete: 'cut-body',
  http_response_header_section_size: 'header-too-big',
  http_response_header_size: 'header-too-big',
  http_response_body_size: 'body-too-big',
  http_response_trailer_section_size: 'header-too-big',
  http_response_trailer_size: 'header-too-big',
  http_response_transfer_coding: 'bad-coding',
  http_response_content_coding: 'bad-compression',
  http_response_timeout: 'total-timeout',
  http_upgrade_failed: 'upgrade-failed',
  http_protocol_error: 'bad-answer',
  proxy_internal_response: 'local-answer',
  proxy_internal_error: 'gateway-error',
  proxy_configuration_error: 'misconfigured',
  proxy_loop_detected: 'loop'
}

/** The cause that an RFC 9209 error type stands for when nothing else is known. */
export function causeOfType(type: ErrorType): CauseId {
  return CAUSE_OF_TYPE[type]
}
