import t from 'tap'
import { haproxyDialect } from '../../../src/configurations/haproxy/index.js'
import { complaintOf, filesOf, readText } from './in-memory.js'

const QUOTING = '(Section 2.2 of the HAProxy manual says how to quote; haproxy -c -f FILE checks it.)'

t.test('what cannot be read at all is told with file and line, what was expected and what was found', async t => {
  const cases: [string, string][] = [
    ['defaults\n  log-format "%ci', `/site/haproxy.cfg:2: expected a closing quote ("), found "%ci ${QUOTING}`],
    [
      "defaults\n\n  errorloc 503 'http://x",
      `/site/haproxy.cfg:3: expected a closing quote ('), found 'http://x ${QUOTING}`
    ],
    [
      `global\n  log "\${HOST:514"`,
      `/site/haproxy.cfg:2: expected the name of a variable after $, found \${HOST:514" ${QUOTING}`
    ],
    ['global\n  user \\xzz', `/site/haproxy.cfg:2: expected two hexadecimal digits after \\x, found \\xzz ${QUOTING}`],
    [
      'default\n  mode http',
      '/site/haproxy.cfg:1: expected a section such as global, defaults, frontend or backend, found default (Was defaults meant?)'
    ],
    [
      'mode http\n',
      '/site/haproxy.cfg:1: expected a section such as global, defaults, frontend or backend, found mode (A configuration of HAProxy begins with a section.)'
    ],
    [
      'global\n.if feature(OPENSSL)\n  daemon\n',
      '/site/haproxy.cfg:2: expected .endif before the end of the file, found none (Every .if has one .endif; section 2.4 of the HAProxy manual.)'
    ],
    [
      'global\n.endif\n',
      '/site/haproxy.cfg:2: expected .if before .endif, found none (Every .if has one .endif; section 2.4 of the HAProxy manual.)'
    ]
  ]
  for (const [text, complaint] of cases) t.equal(complaintOf(text), complaint)
})

t.test('a file that is not there, and a folder with nothing to read', async t => {
  t.throws(() => haproxyDialect.read('/nowhere.cfg', filesOf({})), {
    message: '/nowhere.cfg: expected a configuration, found no such file'
  })
  t.throws(() => haproxyDialect.read('/d', filesOf({ '/d/x': '' })), {
    message: '/d: expected haproxy.cfg or files that end in .cfg, found none'
  })
})

t.test('wrong words are left to HAProxy itself', async t => {
  const text =
    'defaults\n mode htpp\nfrontend f\n bnid :80\n bind\n use_backend\n default_backend nobody\n acl\n server\nbackend b\n server\n server s\n timeout\n'
  t.same(readText(text).routes, [])
})

t.test(
  'an expression that would keep us busy for ever is not tried, and told as what only HAProxy can tell',
  async t => {
    for (const pattern of ['^/(a+)+(a+)+$', '('.repeat(50_000)]) {
      const text = `frontend f\n mode http\n bind :80\n use_backend b if { path_reg ${pattern} }\nbackend b\n server s a:80\n`
      const [remark] = readText(text).remarks
      t.match(remark, { place: { line: 4 }, text: /whether path_reg .* is only known while HAProxy runs/ })
      t.ok((remark?.text.length ?? 0) < 200)
    }
  }
)
