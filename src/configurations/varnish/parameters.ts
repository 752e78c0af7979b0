/** Parameters of varnishd that are times, with their defaults. */
const TIMES = {
  connect_timeout: '3.5s',
  first_byte_timeout: '60s',
  between_bytes_timeout: '60s',
  backend_idle_timeout: '60s',
  pipe_timeout: '60s',
  timeout_idle: '5s',
  idle_send_timeout: '60s',
  send_timeout: '600s',
  default_ttl: '120s',
  default_grace: '10s',
  backend_local_error_holddown: '10s',
  backend_remote_error_holddown: '0.25s',
  shortlived: '10s'
} as const

/** A parameter of varnishd that is a time. */
export type Parameter = keyof typeof TIMES

/** Parameters of varnishd with the defaults of Varnish 7.1: what a VCL does not say. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  ...TIMES,
  max_retries: '4',
  http_resp_hdr_len: '8k',
  http_resp_size: '32k'
}

/** Those that are times. */
export const TIME_PARAMETERS = Object.keys(TIMES) as readonly Parameter[]

/** Whether a parameter is a time. */
export function isParameter(name: string): name is Parameter {
  return name in TIMES
}
