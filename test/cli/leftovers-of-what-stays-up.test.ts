import { whyMissing } from '../needs.js'
import { nothingIsLeftOf } from './own-place.js'

nothingIsLeftOf([
  { args: ['run', 'slow-db', '--speed', '10', '--watch'], moment: /waits until/ },
  { args: ['serve', 'slow-db'], moment: /Ctrl-C ends/ },
  { args: ['serve', 'connect-timeout'], moment: /Ctrl-C ends/ },
  { args: ['serve', 'hang', '--target', 'nginx'], moment: /Ctrl-C ends/, skip: whyMissing('nginx') }
])
