import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { gatecrash, ROOT } from './cli/played.js'
import { whyMissing } from './needs.js'
import { noSandbox } from './sandbox/sandboxed.js'

t.setTimeout(600_000)

/** Every example, with the failures that stand for all of them. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'apache-php/apache2.conf': ['refused', 'hang', 'app-500'],
  'apache-vhost/shop.conf': ['refused', 'app-502'],
  'caching-edge/nginx.conf': ['refused', 'hang', 'app-500', 'truncated-body'],
  'caddy-spa-and-api/Caddyfile': ['refused', 'app-500'],
  'caddy-two-upstreams/Caddyfile': ['POST refused', 'app-503-maintenance'],
  'caddy-wordpress/Caddyfile': ['refused', 'app-404'],
  'docker-names/default.conf': ['refused', 'moved', 'one-refusal'],
  'error-pages/nginx.conf': ['refused', 'hang', 'app-*'],
  'grpc/nginx.conf': ['refused', 'hang', 'half-a-head'],
  'haproxy-edge/haproxy.cfg': ['refused', 'hang', 'app-503-maintenance'],
  // Its health checks may have taken a server away by the time of a request, or not.
  'haproxy-health/haproxy.cfg': ['empty-reply', 'hang', 'app-*', 'websocket'],
  'haproxy-host-and-path/haproxy.cfg': ['refused', 'app-404'],
  'spa-and-api/nginx.conf': ['*refused', 'empty-reply', '*hang', 'big-*', 'truncated-*', 'app-*', 'moved', 'websocket'],
  'tls-termination/nginx.conf': ['refused', 'hang', 'reset-before-reply'],
  'two-upstreams/nginx.conf': ['refused', 'POST refused', 'POST hang', 'one-refusal'],
  'varnish-cache/default.vcl': ['refused', 'app-500'],
  'websocket/nginx.conf': ['websocket', 'refused'],
  'wordpress/wordpress.conf': ['refused', '*empty-reply', 'hang', 'big-*', 'truncated-body', 'app-*']
}

const PRODUCTS = ['haproxy', 'apache', 'caddy', 'varnish']

t.test('every example is checked', async t => {
  const folder = join(ROOT, 'examples')
  const found = readdirSync(folder).flatMap(name =>
    readdirSync(join(folder, name)).flatMap(file =>
      /^Caddyfile$|\.(conf|cfg|vcl)$/.test(file) ? [`${name}/${file}`] : []
    )
  )
  t.same(found.sort(), Object.keys(EXAMPLES))
  for (const path of found)
    t.ok(readdirSync(join(folder, path, '..')).includes(`${path.split('/')[1]}.lock.yaml`), path)
})

/** Which program an example is for. */
function productOf(path: string): string {
  const [folder = ''] = path.split('-')
  return PRODUCTS.includes(folder) ? folder : 'nginx'
}

for (const [path, failures] of Object.entries(EXAMPLES)) {
  const product = productOf(path)
  const skip = noSandbox || whyMissing(product) || whyMissing('faketime')
  t.test(`${path} answers as its lock file says`, { skip }, async t => {
    const chosen = failures.flatMap(name => ['--failure', name])
    const { code, out, errors } = await gatecrash(['check', join('examples', path), ...chosen])
    t.equal(code, 0, `${errors}${out}`)
  })
}
