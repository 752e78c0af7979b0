import t from 'tap'
import type { RequestPlan } from '../../../src/core/client-plan.js'
import { curlFor } from '../../../src/report/serving/curl.js'

function request(part: Partial<RequestPlan>): RequestPlan {
  return {
    index: 0,
    label: '',
    method: 'GET',
    path: '/',
    version: '1.1',
    fields: [],
    body: null,
    connection: 'new',
    beside: false,
    ...part
  }
}

const FORMS: readonly (readonly [Partial<RequestPlan>, string])[] = [
  [{ path: '/reports/42' }, 'curl -v http://127.0.0.1:1/reports/42'],
  [{ path: "/a?b=1&c='" }, "curl -v 'http://127.0.0.1:1/a?b=1&c='\\'''"],
  [{ method: 'HEAD' }, 'curl -v -I http://127.0.0.1:1/'],
  [{ method: 'DELETE' }, 'curl -v -X DELETE http://127.0.0.1:1/'],
  [{ version: '1.0' }, 'curl -v --http1.0 http://127.0.0.1:1/'],
  [{ method: 'POST', body: 'a=1&b=2' }, "curl -v --data-binary 'a=1&b=2' http://127.0.0.1:1/"],
  [{ method: 'PUT', body: '' }, "curl -v -X PUT --data-binary '' http://127.0.0.1:1/"],
  [{ method: 'POST' }, 'curl -v -X POST http://127.0.0.1:1/'],
  [{ fields: ['X-A', 'b c', 'Host', 'shop'] }, "curl -v -H 'X-A: b c' -H 'Host: shop' http://127.0.0.1:1/"],
  [
    { method: 'POST', body: 'x'.repeat(1_000_000) },
    'head -c 1000000 /dev/zero | curl -v --data-binary @- http://127.0.0.1:1/'
  ]
]

for (const [part, command] of FORMS) {
  t.test(`${command} is what a person would type`, async t => {
    t.equal(curlFor(request(part), '127.0.0.1:1'), command)
  })
}
