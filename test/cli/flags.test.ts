import t from 'tap'
import { RUN_FLAGS } from '../../src/cli/commands/run-flags.js'
import { parseFlags } from '../../src/cli/flags.js'
import { Trouble } from '../../src/core/errors.js'

const parse = (...typed: string[]) => parseFlags(typed, RUN_FLAGS, 'run')

t.test('options are read in both forms, between and behind words', async t => {
  t.same(parse('slow-db', '--speed=10', '--remedy', 'add-the-index', 'hang', '--json'), {
    words: ['slow-db', 'hang'],
    options: { speed: 10, remedy: 'add-the-index', json: true }
  })
})

t.test('durations come out in milliseconds', async t => {
  t.same(parse('--read-timeout', '1.5s').options, { 'read-timeout': 1500 })
})

t.test('what stands behind two dashes is a word', async t => {
  t.same(parse('--', '--json').words, ['--json'])
})

t.test('an option whose value may be left out takes one behind a = only', async t => {
  t.same(parse('--predict', 'slow-db'), { words: ['slow-db'], options: { predict: true } })
  t.match(parse('--predict=504,1s,yes,no').options, { predict: { status: 504, after: 1000 } })
})

const WRONG: readonly (readonly [readonly string[], RegExp, RegExp?])[] = [
  [['--spede', '3'], /run has no option --spede/, /Did you mean --speed\?/],
  [['-x'], /run has no option -x/],
  [['--speed', 'fast'], /--speed: expected a number from 1 to 1000, found "fast"/],
  [['--speed', '0.5'], /--speed: expected a number from 1 to 1000/],
  [['--speed'], /--speed needs a value: expected a number from 1 to 1000, found none/],
  [['--speed', '--json'], /--speed needs a value/],
  [
    ['--read-timeout', '1000'],
    /--read-timeout: expected a limit from 1ms to 24h, such as 300ms, 1s or 1\.5s, found "1000"/
  ],
  [['--read-timeout', '0s'], /--read-timeout: expected a limit from 1ms to 24h/],
  [['--read-timeout', '700h'], /--read-timeout: expected a limit from 1ms to 24h/],
  [['--repeat', '-3'], /--repeat: expected a whole number from 1 to 100000, found "-3"/],
  [['--json=yes'], /--json takes no value, found "yes"/],
  [['--speed', '2', '--speed', '3'], /--speed is given twice/]
]

for (const [typed, message, next] of WRONG) {
  t.test(`${typed.join(' ')} is refused`, async t => {
    try {
      parse(...typed)
      t.fail('it was taken')
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      t.equal(error.code, 'usage')
      t.match(error.message, message)
      if (next !== undefined) t.match(error.next, next)
    }
  })
}
