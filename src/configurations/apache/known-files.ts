import { basename } from 'node:path'

/** The lines that everybody includes and nobody keeps beside a configuration: Debian's ports, and what certbot writes. */
const TEXTS: Readonly<Record<string, string>> = {
  'ports.conf': `Listen 80
<IfModule ssl_module>
  Listen 443
</IfModule>
`,
  'options-ssl-apache.conf': `SSLEngine on
SSLProtocol all -SSLv2 -SSLv3 -TLSv1 -TLSv1.1
SSLHonorCipherOrder off
`
}

/** What a file that is missing has in it everywhere else. */
export function knownText(at: string): string | undefined {
  return TEXTS[basename(at)]
}
