import t from 'tap'
import { refusal } from '../../src/gateway/cause.js'
import { proxyStatus } from '../../src/gateway/proxy-status.js'

const CAUSE = refusal(400, 'bad_host', 'a "quoted" \\ word, \u00e9')

t.test('a name that is no token is written as a string', async t => {
  t.equal(proxyStatus('edge-1.example:8080', CAUSE, '', 'terse'), 'edge-1.example:8080; error=http_request_error')
  t.equal(proxyStatus('1st edge', CAUSE, '', 'terse'), '"1st edge"; error=http_request_error')
  t.equal(proxyStatus('', CAUSE, '', 'terse'), '""; error=http_request_error')
})

t.test('details are escaped, and hold printable ASCII only', async t => {
  t.equal(proxyStatus('a', CAUSE, '', 'full'), 'a; error=http_request_error; details="a \\"quoted\\" \\\\ word, ?"')
})

t.test('parameters of the type are integers or strings, as they are given', async t => {
  const cause = {
    ...CAUSE,
    type: 'tls_alert_received' as const,
    message: 'm',
    params: { 'alert-id': 40, 'alert-message': 'x' }
  }
  t.equal(
    proxyStatus('a', cause, 'unix:/run/x', 'full'),
    'a; error=tls_alert_received; next-hop="unix:/run/x"; alert-id=40; alert-message="x"; details="m"'
  )
})
