import type { Route, Setting } from '../../configuration.js'
import type { Request } from '../conditions/request.js'
import { linesOf, modeOf, optionOf, type Section, type Sections } from '../text/sections.js'
import { serversOf } from '../upstreams/servers.js'
import { breakerOf } from './breaker.js'
import { keepaliveOf } from './keepalive.js'
import { limitsOf, type Passed } from './limits.js'
import { errorPageOf, interceptOf } from './pages.js'
import { resolvingOf } from './resolving.js'
import { retriesOf } from './retries.js'
import { written } from './setting.js'

/** Every setting that has a say in a route. */
export function settingsOf(front: Passed, back: Passed, request: Request, sections: Sections): Route['settings'] {
  const [server] = serversOf(back.section)
  const keepalive = keepaliveOf(front.section, back.section, server)
  const resolver = resolvingOf(server, sections)
  const http = modeOf(back.section) === 'http'
  return {
    ...limitsOf(front, back, request),
    ...retriesOf(front, back, request),
    ...(keepalive && { keepalive }),
    ...(resolver && { resolver }),
    breaker: breakerOf(server),
    ...(http && answersOf(front.section, back.section, sections))
  }
}

function answersOf(front: Section, back: Section, sections: Sections): Route['settings'] {
  return {
    intercept: interceptOf(front, back),
    'error-page': errorPageOf(front, back, sections),
    'head-size': headSize(sections),
    buffering: buffering(front, back)
  }
}

function headSize(sections: Sections): Setting {
  const line = sections
    .of('global')
    .flatMap(section => linesOf(section, 'tune.bufsize'))
    .at(-1)
  return line === undefined ? { name: 'tune.bufsize', value: '16384' } : written(line, 'tune.bufsize')
}

/** HAProxy never keeps an answer; of a request it can be told to wait for the body. */
function buffering(front: Section, back: Section): Setting {
  const name = 'option http-buffer-request'
  const line = optionOf(back, 'http-buffer-request') ?? optionOf(front, 'http-buffer-request')
  return line === undefined ? { name, value: 'off' } : { name, value: 'on', place: line.place }
}
