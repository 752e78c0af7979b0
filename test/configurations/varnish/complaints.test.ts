import t from 'tap'
import { complaintOf } from './in-memory.js'

const CHECK = '(varnishd -C -f FILE checks it.)'

t.test('what cannot be read is told with file and line, what was expected and what was found', async t => {
  const cases: [string, string][] = [
    ['vcl 4.1;\nbackend a {\n  .host = "a\n}', `/site/default.vcl:3: expected a closing quote\n  found "a } ${CHECK}`],
    [
      'vcl 4.1;\nsub vcl_recv {\n  sed req.url = "/";\n}',
      '/site/default.vcl:3: expected a statement such as set, unset, call, if or return\n  found sed (Did you mean set?)'
    ],
    ['vcl 4.1;\nsub vcl_recv {\n  return (pass)\n}', `/site/default.vcl:4: expected ";"\n  found } ${CHECK}`],
    [
      'vcl 4.1;\nsub vcl_recv {\n',
      `/site/default.vcl:2: expected "}" for the "{" of line 2\n  found the end of the file ${CHECK}`
    ],
    [
      'vcl 4.1;\nbackend a { .host = "a" }',
      `/site/default.vcl:2: expected ";" behind the attribute\n  found } ${CHECK}`
    ],
    ['vcl 3.0;', '/site/default.vcl:1: expected VCL 4.0 or 4.1\n  found 3.0 (VCL of Varnish 3 and older is not read.)'],
    [
      'vcl 4.1;\nbakend a { }',
      `/site/default.vcl:2: expected a declaration such as backend, probe, acl, import or sub\n  found bakend ${CHECK}`
    ],
    ['vcl 4.1;\nsub a {\n  if (req.url ~) { }\n}', `/site/default.vcl:3: expected a value\n  found ) ${CHECK}`]
  ]
  for (const [text, complaint] of cases) t.equal(complaintOf(text), complaint)
})

t.test('an include that leads nowhere, elsewhere, or to itself', async t => {
  t.match(complaintOf('vcl 4.1;\ninclude "none.vcl";'), /default\.vcl:2: expected a file that is there behind include/)
  t.match(
    complaintOf('include "/root/x.vcl";', { '/root/x.vcl': '' }),
    /from a folder of Varnish\n {2}found \/root\/x\.vcl/
  )
  t.match(complaintOf('include "../x.vcl";', { '/x.vcl': '' }), /from a folder of Varnish\n {2}found \/x\.vcl/)
  t.match(complaintOf('include "default.vcl";'), /an include that comes to an end/)
  t.match(complaintOf('include x;'), /a file in quotes behind include\n {2}found x/)
})
