import { basename } from 'node:path'

const SHARED = [
  ['QUERY_STRING', '$query_string'],
  ['REQUEST_METHOD', '$request_method'],
  ['CONTENT_TYPE', '$content_type'],
  ['CONTENT_LENGTH', '$content_length'],
  ['REQUEST_URI', '$request_uri'],
  ['DOCUMENT_URI', '$document_uri'],
  ['DOCUMENT_ROOT', '$document_root'],
  ['SERVER_PROTOCOL', '$server_protocol'],
  ['REQUEST_SCHEME', '$scheme'],
  ['REMOTE_ADDR', '$remote_addr'],
  ['REMOTE_PORT', '$remote_port'],
  ['SERVER_PORT', '$server_port'],
  ['SERVER_NAME', '$server_name']
] as const

function params(directive: string, ...more: readonly (readonly [string, string])[]): string {
  return [...SHARED, ...more].map(([name, value]) => `${directive} ${name} ${value};\n`).join('')
}

const FASTCGI = params(
  'fastcgi_param',
  ['SCRIPT_NAME', '$fastcgi_script_name'],
  ['HTTPS', '$https if_not_empty'],
  ['GATEWAY_INTERFACE', 'CGI/1.1'],
  ['SERVER_SOFTWARE', 'nginx/$nginx_version'],
  ['SERVER_ADDR', '$server_addr'],
  ['REDIRECT_STATUS', '200']
)
const SCRIPT = 'fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;\n'

const MIME_TYPES = `types {
  text/html html htm shtml;
  text/css css;
  text/plain txt;
  text/xml xml;
  application/javascript js mjs;
  application/json json map;
  application/pdf pdf;
  application/wasm wasm;
  application/zip zip;
  font/woff woff;
  font/woff2 woff2;
  image/gif gif;
  image/jpeg jpeg jpg;
  image/png png;
  image/svg+xml svg svgz;
  image/webp webp;
  image/x-icon ico;
  video/mp4 mp4;
}
`

const FASTCGI_PHP = `fastcgi_split_path_info ^(.+?\\.php)(/.*)$;
try_files $fastcgi_script_name =404;
set $path_info $fastcgi_path_info;
fastcgi_param PATH_INFO $path_info;
fastcgi_index index.php;
include fastcgi.conf;
`

const PROXY_PARAMS = `proxy_set_header Host $http_host;
proxy_set_header X-Real-IP $remote_addr;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;
`

const OPTIONS_SSL = `ssl_session_cache shared:le_nginx_SSL:10m;
ssl_session_timeout 1440m;
ssl_session_tickets off;
ssl_protocols TLSv1.2 TLSv1.3;
ssl_prefer_server_ciphers off;
`

/** Files that come with nginx or certbot, and that configurations include without keeping them: minimal texts of our own. */
const TEXTS: Readonly<Record<string, string>> = {
  'mime.types': MIME_TYPES,
  fastcgi_params: FASTCGI,
  'fastcgi.conf': SCRIPT + FASTCGI,
  uwsgi_params: params('uwsgi_param', ['PATH_INFO', '$document_uri'], ['HTTPS', '$https if_not_empty']),
  scgi_params: params('scgi_param', ['SCGI', '1'], ['HTTPS', '$https if_not_empty']),
  proxy_params: PROXY_PARAMS,
  'fastcgi-php.conf': FASTCGI_PHP,
  'options-ssl-nginx.conf': OPTIONS_SSL
}

/** The text of a file that everybody has; undefined for any other. */
export function knownText(path: string): string | undefined {
  return TEXTS[basename(path)]
}
