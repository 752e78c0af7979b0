const BLOCK =
  /(?:^|[;{}])[ \t]*(?:(?:events|http|stream|server|types)|upstream\s+\S+|location\s+\S.*|(?:map|geo)\s+[$"'].*)\s*\{/m
const LINE =
  /(?:^|[;{}])[ \t]*(?:proxy|fastcgi|uwsgi|scgi|grpc)_pass\s+\S+;|^[ \t]*(?:listen|server_name|root|gzip)\s[^{};\n]*;/m
const ENDS = /[;}]\s*(?:#.*)?$/m
/** VCL, Apache httpd, HAProxy, Caddy, C and shell: none of these starts a line of nginx. */
const OTHERS =
  /^[ \t]*(?:vcl\s+\d|sub\s+vcl_|<\/?[A-Z]\w+|(?:frontend|backend|listen)[ \t]+[A-Za-z_][\w.-]*[ \t]*$|reverse_proxy\s|#!\/|#include\s)/m

/** Whether a text is a configuration of nginx, or a piece of one; it may be broken. */
export function isNginx(text: string): boolean {
  const bare = text.replace(/^[ \t]*#(?!!|include).*$/gm, '')
  return (BLOCK.test(bare) || LINE.test(bare)) && ENDS.test(bare) && !OTHERS.test(bare)
}
