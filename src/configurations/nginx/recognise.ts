const BLOCK = /^\s*(?:(?:events|http|stream|server|types)|upstream\s+\S+|location\s+\S.*|(?:map|geo)\s+[$"'].*)\s*\{/m
const LINE = /^\s*(?:proxy|fastcgi|uwsgi|scgi|grpc)_pass\s+\S+;|^\s*(?:include|listen|server_name|root|gzip)\s[^{}]*;/m
const ENDS = /[;}]\s*(?:#.*)?$/m
/** VCL, Apache httpd, HAProxy, Caddy, C and shell: none of these starts a line of nginx. */
const OTHERS =
  /^\s*(?:vcl\s+\d|sub\s+vcl_|<\/?[A-Z]\w+|(?:frontend|backend|listen)\s+[\w.-]+\s*$|reverse_proxy\s|#!\/|#include\s)/m

/** Whether a text is a configuration of nginx, or a piece of one; it may be broken. */
export function isNginx(text: string): boolean {
  const bare = text.replace(/^\s*#(?!!|include).*$/gm, '')
  return (BLOCK.test(bare) || LINE.test(bare)) && ENDS.test(bare) && !OTHERS.test(bare)
}
