/** Sections and lines that only Apache has. */
const SECTION =
  /^[ \t]*<(?:VirtualHost|Location(?:Match)?|Directory(?:Match)?|IfModule|IfDefine|Proxy(?:Match)?|Files(?:Match)?|Macro)\b[^>\n]*>/im
const LINE =
  /^[ \t]*(?:ProxyPass(?:Match|Reverse)?\s+["'/^!~]|RewriteRule\s+\S+\s+\S|BalancerMember\s+\S+:\/\/|LoadModule\s+\w+_module\s|ServerRoot\s+["'/]|IncludeOptional\s+\S)/im
/** nginx, HAProxy, Caddy and VCL: none of these stands in a file of Apache. XML has its own head. */
const OTHERS =
  /^[ \t]*(?:vcl\s+\d|(?:server|http|location|upstream|events)\b[^\n]*\{\s*(?:#.*)?$|(?:frontend|backend|listen)[ \t]+[A-Za-z_][\w.-]*[ \t]*$|<\?xml|<!DOCTYPE|<html)/m

/** Whether a text is a configuration of Apache httpd, or a piece of one; it may be broken. */
export function isApache(text: string): boolean {
  const bare = text.replace(/^[ \t]*#.*$/gm, '')
  return (SECTION.test(bare) || LINE.test(bare)) && !OTHERS.test(bare)
}
