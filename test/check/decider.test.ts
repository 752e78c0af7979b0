import t from 'tap'
import type { Behaviour } from '../../src/check/behaviour.js'
import { deciderOf } from '../../src/check/decider.js'
import { readHttp } from '../configurations/nginx/texts.js'

const [ROUTE] = readHttp(`server { listen 80; location / {
  proxy_pass http://app; proxy_connect_timeout 5s; proxy_read_timeout 20s; proxy_send_timeout 30s;
} }`).routes

function decides(behaviour: Partial<Behaviour> & Pick<Behaviour, 'failure'>): string | undefined {
  if (ROUTE === undefined) throw new Error('no route')
  const whole: Behaviour = {
    route: ROUTE.id,
    status: 504,
    got: 'whole',
    after: 0,
    patience: 300_000,
    attempts: 1,
    twice: false,
    author: 'gateway',
    page: '',
    fields: [],
    upstreamStatus: null,
    log: [],
    ...behaviour
  }
  return deciderOf(ROUTE, whole, { limit: 20_000, speed: 20, patience: 300_000 })?.name
}

t.test('the limit whose time has passed decides', async t => {
  t.equal(decides({ failure: 'hang', after: 20_100 }), 'proxy_read_timeout')
  t.equal(decides({ failure: 'upload-not-read', after: 30_200 }), 'proxy_send_timeout')
  t.equal(decides({ failure: 'connect-timeout', after: 5050 }), 'proxy_connect_timeout')
})

t.test('so does one that has passed as often as it was tried', async t => {
  t.equal(decides({ failure: 'hang', after: 40_100, attempts: 2 }), 'proxy_read_timeout')
  t.equal(decides({ failure: 'connect-timeout', after: 20_000 }), 'proxy_connect_timeout', 'tries are not seen')
  t.equal(decides({ failure: 'hang', after: 40_100, attempts: 1 }), undefined)
})

t.test('a time that is no limit is decided by none', async t => {
  t.equal(decides({ failure: 'hang', after: 12_000 }), undefined)
  t.equal(decides({ failure: 'empty-reply', after: 3, status: 502 }), undefined)
})

t.test('what is at once is decided by what the failure is about', async t => {
  t.equal(decides({ failure: 'app-502', after: 5, status: 502 }), 'proxy_intercept_errors')
  t.equal(decides({ failure: 'big-header', after: 5, status: 502 }), 'proxy_buffer_size')
  t.equal(decides({ failure: 'moved', after: 5, status: 502 }), 'resolver')
})

t.test('a refusal that takes its time is one that was tried again', async t => {
  t.equal(decides({ failure: 'refused', after: 5000, status: 502 }), 'proxy_next_upstream')
  t.equal(decides({ failure: 'refused', after: 5, status: 502 }), undefined)
})

t.test('a POST that was sent twice was so by the rule of retries', async t => {
  t.equal(
    decides({ failure: 'POST empty-reply', after: 5, status: 502, twice: true, attempts: 2 }),
    'proxy_next_upstream'
  )
})
