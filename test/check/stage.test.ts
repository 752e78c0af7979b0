import t from 'tap'
import { UPSTREAM } from '../../src/check/blank.js'
import { FINE } from '../../src/check/own-plans.js'
import { NEW_ADDRESS, stageOf } from '../../src/check/stage.js'
import type { Configuration } from '../../src/configurations/configuration.js'
import type { UpstreamPlan } from '../../src/core/upstream-plan.js'
import type { RunPlan } from '../../src/scenario/index.js'
import { readHttp } from '../configurations/nginx/texts.js'

const HANG: UpstreamPlan = { ...UPSTREAM, script: [{ kind: 'hang', value: true }] }

function staged(configuration: Configuration, upstreams: readonly UpstreamPlan[] = [HANG], taken: number[] = []) {
  const [route] = configuration.routes
  if (route === undefined) throw new Error('no route')
  const addressOf = (host: string) => (host === 'app' ? '198.18.0.1' : host)
  return stageOf(configuration, route, { upstreams } as unknown as RunPlan, { addressOf, taken })
}

const front = (location: string) => readHttp(`server { listen 80; location / { ${location} } }`)

t.test('an upstream in plain HTTP plays where its name leads', async t => {
  const { standIns } = staged(front('proxy_pass http://app:3000;'))
  t.match(standIns, [{ host: '198.18.0.1', port: 3000, faced: false, beyond: false }])
})

t.test('every upstream of the route fails; those of other routes are well', async t => {
  const configuration = readHttp(`
    upstream shop { server 10.0.0.1:80; server 10.0.0.2:80; }
    server { listen 80; location / { proxy_pass http://shop; } location /other { proxy_pass http://10.0.0.3:80; } }`)
  const { plan, standIns } = staged(configuration)
  t.same(
    standIns.map(({ host }) => host),
    ['10.0.0.1', '10.0.0.2', '10.0.0.3']
  )
  t.same(
    plan.upstreams.map(({ script }) => (script === FINE ? 'fine' : 'fails')),
    ['fails', 'fails', 'fine']
  )
  t.equal(new Set(plan.upstreams.map(({ name }) => name)).size, 3)
})

t.test('what is spoken to in something else than plain HTTP has a face, and plays behind it', async t => {
  const { standIns } = staged(front('fastcgi_pass unix:/run/php.sock;'))
  t.match(standIns, [{ faced: true, beyond: false, host: /^127\.98\./ }])
})

t.test('nobody stands in front of what cannot be reached', async t => {
  const refused = { ...UPSTREAM, listen: 'refused' } as const
  t.match(staged(front('proxy_pass https://app:8443;'), [refused]).standIns, [{ faced: false, port: 8443 }])
  t.match(staged(front('fastcgi_pass unix:/run/php.sock;'), [refused]).standIns, [{ faced: false }])
})

t.test('an upstream on a port that the gateway has taken stands in the network beside', async t => {
  t.match(staged(front('proxy_pass http://app:80;'), [HANG], [80]).standIns, [{ beyond: true }])
  t.match(staged(front('proxy_pass http://app:3000;'), [HANG], [80]).standIns, [{ beyond: false }])
  t.match(staged(front('proxy_pass http://127.0.0.1:80;'), [HANG], [80]).standIns, [{ beyond: false }])
})

t.test('an upstream that moves has a second place', async t => {
  const { standIns } = staged(front('proxy_pass http://app:3000;'), [HANG, { ...UPSTREAM, script: FINE }])
  t.match(standIns, [
    { host: '198.18.0.1', port: 3000 },
    { host: NEW_ADDRESS, port: 3000 }
  ])
})
