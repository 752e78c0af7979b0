import type { Causes } from './cause.js'

/** TLS between the gateway and its upstream. */
export const TLS = {
  'tls-protocol': {
    type: 'tls_protocol_error',
    title: 'TLS with the upstream failed in the handshake',
    means: 'The upstream took the connection, and what it answered was no TLS, or it hung up. No request was sent.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['tls-plaintext', 'tls-hangup'],
    check:
      'From the gateway’s host: `openssl s_client -connect 10.0.0.5:9000 -servername app.example.com </dev/null`. `wrong version number`: that port speaks plain HTTP.',
    fix: 'http:// instead of https:// in the gateway’s upstream address, or the TLS port.',
    trap: 'Switching verification off: there was no certificate to verify.'
  },
  'tls-certificate': {
    type: 'tls_certificate_error',
    title: 'The upstream’s certificate does not verify',
    means:
      'Expired, for another name, self-signed, or by an authority that the gateway does not know. No request was sent.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['tls-expired', 'tls-wrong-host', 'tls-self-signed'],
    check:
      '`openssl s_client -connect 10.0.0.5:9000 -servername app.example.com </dev/null | openssl x509 -noout -dates -subject -ext subjectAltName`.',
    fix: 'Renew it, or give the gateway the right authority (`proxy_ssl_trusted_certificate`) and the right name (`proxy_ssl_name`).',
    trap: 'Verification off. nginx has it off already: there an expired certificate passes unseen.'
  },
  'tls-alert': {
    type: 'tls_alert_received',
    title: 'The upstream refused the TLS handshake with an alert',
    means:
      'No common version or cipher (40, 70), an unknown name because no SNI was sent (112), or a client certificate is wanted (42, 116).',
    fault: 'gateway',
    reached: 'no',
    scenarios: ['tls-alert', 'tls-client-certificate'],
    check:
      'With and without the name: `openssl s_client -connect 10.0.0.5:9000 -servername app.example.com </dev/null`, then `-noservername`. Works only with it: SNI is missing (nginx: `proxy_ssl_server_name on`).',
    fix: 'SNI, a version that both speak, or the client certificate.',
    trap: 'Verification off: here the upstream refused the gateway, not the other way round. TLS 1.0 for everybody is no fix either.'
  },
  'tls-timeout': {
    type: 'connection_timeout',
    title: 'The TLS handshake with the upstream never ended',
    means: 'The connection was taken, and the handshake was not answered in time.',
    fault: 'upstream',
    reached: 'no',
    scenarios: ['tls-hang', 'connect-timeout'],
    check:
      '`time openssl s_client -connect 10.0.0.5:9000 </dev/null`: where does it stop? A busy process that accepts and does not read, or a path that drops large packets (`ping -M do -s 1472`).',
    fix: 'What keeps the upstream from reading; the MTU of the path.'
  }
} as const satisfies Causes
