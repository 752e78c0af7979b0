import t from 'tap'
import { complaintsIn } from '../../src/check/complaints.js'

t.test('a complaint of nginx is told at the place that the user knows', async t => {
  const said = `2026/01/02 03:04:05 [warn] 7#7: low address bits are meaningless
2026/01/02 03:04:05 [emerg] 7#7: unknown directive "proxy_pas" in /etc/nginx/nginx.conf:6
nginx: configuration file /etc/nginx/nginx.conf test failed
`
  const shown = [{ from: '/home/me/site', at: '/etc/nginx' }]
  t.same(complaintsIn(said, shown), ['unknown directive "proxy_pas" in /home/me/site/nginx.conf:6'])
})

t.test('of HAProxy every complaint is told, and not that there were some', async t => {
  const said = `[NOTICE]   (22) : haproxy version is 2.6.12
[ALERT]    (22) : config : parsing [/x/a.cfg:5] : 'timeout' supports 'client' (got 'servr')
[ALERT]    (22) : config : Proxy 'f': unable to find required default_backend: 'c'.
[ALERT]    (22) : config : Error(s) found in configuration file : /x/a.cfg
[ALERT]    (22) : config : Fatal errors found in configuration.
`
  t.same(complaintsIn(said, []), [
    "parsing [/x/a.cfg:5] : 'timeout' supports 'client' (got 'servr')",
    "Proxy 'f': unable to find required default_backend: 'c'."
  ])
})

t.test('of a program that says it in other words the last lines are told', async t => {
  t.same(complaintsIn('one\ntwo\nthree\nno such thing\n', []), ['two', 'three', 'no such thing'])
  t.same(complaintsIn('', []), [])
})
