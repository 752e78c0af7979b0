import t from 'tap'
import { dialectOf } from '../../../src/configurations/index.js'
import { varnishDialect } from '../../../src/configurations/varnish/index.js'
import { scaledParameters, scaledText } from '../../../src/configurations/varnish/scaling.js'
import { tokensOf } from '../../../src/configurations/varnish/text/tokens.js'
import { filesOf, readText } from './in-memory.js'

const VCL = '# ours\n/* and\nmore */ vcl 4.1;\nbackend a { .host = "a"; }\n'

t.test('VCL is known by its name, or by its first words; a folder by what lies in it', async t => {
  const files = filesOf({
    '/w/site': VCL,
    '/w/part.vcl': 'sub x { }',
    '/d/default.vcl': '',
    '/n/nginx.conf': 'http { }'
  })
  t.equal(varnishDialect.recognises('/w/site', files), '/w/site')
  t.equal(varnishDialect.recognises('/w/part.vcl', files), '/w/part.vcl')
  t.equal(varnishDialect.recognises('/d', files), '/d/default.vcl')
  t.equal(varnishDialect.recognises('/n', files), undefined)
  t.equal(varnishDialect.recognises('/n/nginx.conf', files), undefined)
  t.equal(dialectOf('/w/site', files).product, 'varnish')
})

t.test('texts in all three kinds of quotes, comments, C, and times', async t => {
  const text = 'set a = "b" + {"c "d"} + """e"f"""; # g\n// h\n/* i\n */ C{ int x; }C 1.5s 2 m 10 4.1 req.http."x.y" !~'
  t.same(
    tokensOf(text, '/f').map(({ kind, text: found, place }) => `${place.line} ${kind} ${found}`),
    [
      '1 name set',
      '1 name a',
      '1 sign =',
      '1 text b',
      '1 sign +',
      '1 text c "d',
      '1 sign +',
      '1 text e"f',
      '1 sign ;',
      '4 duration 1.5s',
      '4 duration 2 m',
      '4 number 10',
      '4 number 4.1',
      '4 name req.http."x.y"',
      '4 sign !~'
    ]
  )
})

t.test(
  'what is included is found beside the VCL, in the folder that was given, and where packages keep it',
  async t => {
    const text =
      'vcl 4.1;\ninclude "parts/a.vcl";\ninclude "/etc/varnish/b.vcl";\ninclude "c.vcl";\ninclude +glob "more/*.vcl";'
    const { upstreams, files, start } = readText(text, {
      '/site/parts/a.vcl': 'include "./d.vcl";',
      '/site/parts/d.vcl': 'backend d { .host = "d"; }',
      '/site/b.vcl': 'backend b { .host = "b"; }',
      '/usr/share/varnish/vcl/c.vcl': 'backend c { .host = "c"; }',
      '/site/more/e.vcl': 'backend e { .host = "e"; }'
    })
    t.same(
      upstreams.map(({ host, place }) => `${host} ${place.file}`),
      ['d /site/parts/d.vcl', 'b /site/b.vcl', 'c /usr/share/varnish/vcl/c.vcl', 'e /site/more/e.vcl']
    )
    t.equal(files.length, 6)
    t.same(start.shown, [{ from: '/site', at: '/etc/varnish' }])
    t.ok(start.written.some(({ at }) => at === '/etc/varnish/b.vcl'))
  }
)

t.test('shorter times keep every line in its place, and leave texts alone', async t => {
  const text = 'probe p {\n  .interval = 6s; # 60s\n}\nbackend a { .first_byte_timeout = 1 m; }\nset x = "max-age=60s";'
  t.equal(
    scaledText(text, '/f', 60),
    'probe p { .timeout = 33.333ms; .initial = 8;\n  .interval = 100.000ms; # 60s\n}\nbackend a { .first_byte_timeout = 1000.000ms; }\nset x = "max-age=60s";'
  )
  const own = '.probe = { .window = 4; .initial = 1; .interval = 1s; .timeout = 1s; }'
  t.equal(scaledText(own, '/f', 1), own.replace('.initial = 1', '.initial = 4'))
})

t.test('parameters that are times are shorter, too, as far as Varnish allows it', async t => {
  const parameters = scaledParameters(100)
  t.ok(parameters.includes('connect_timeout=0.035000'))
  t.ok(parameters.includes('backend_idle_timeout=1.000000'))
})
