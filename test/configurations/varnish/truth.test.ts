import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { checkConfiguration } from '../../../src/check/check.js'
import { temporaryFolder } from '../../../src/surroundings/index.js'
import { whyMissing } from '../../needs.js'
import { noSandbox } from '../../sandbox/sandboxed.js'

/** Limits of a second pass as they are; those of twenty seconds pass twenty times as fast. */
const VCL = `vcl 4.1;
backend plain { .host = "plain"; .connect_timeout = 1s; .first_byte_timeout = 1s; .between_bytes_timeout = 1s; }
backend fast { .host = "fast"; .connect_timeout = 20s; .first_byte_timeout = 20s; .between_bytes_timeout = 20s; }
sub vcl_recv {
  if (req.url ~ "^/fast") { set req.backend_hint = fast; }
}
`
const FAILURES = ['ok', 'connect-timeout', 'hang', 'stalled-body']

t.test(
  'Varnish with shorter times answers the same, after as long',
  { skip: noSandbox || whyMissing('varnish') },
  async t => {
    await using folder = await temporaryFolder('varnish')
    const path = join(folder.path, 'default.vcl')
    await writeFile(path, VCL)
    const { behaviours } = await checkConfiguration({
      path,
      chosen: (_, failure) => FAILURES.includes(failure),
      parallel: 4,
      interrupted: new AbortController().signal,
      told: () => {}
    })
    for (const failure of FAILURES) {
      const [plain, fast] = behaviours.filter(each => each.failure === failure)
      t.equal(fast?.unknown, undefined)
      // How much of a body that was cut gets through is a matter of luck in Varnish.
      t.same([fast?.status, fast?.got], [plain?.status, plain?.got], failure)
      if (failure === 'ok') continue
      t.ok((plain?.after ?? 0) >= 950, `not sooner: ${plain?.after} ms`)
      t.ok((fast?.after ?? 0) >= 19_000, `not sooner: ${fast?.after} ms`)
      t.comment(`${failure}: ${plain?.after} ms of 1 s, ${fast?.after} ms of 20 s`)
    }
  }
)
