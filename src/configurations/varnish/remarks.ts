import type { Place, Remark } from '../configuration.js'
import { LISTENS } from './start.js'
import type { Program } from './text/program.js'

/** Modules that come with Varnish; all others may be missing on this machine. */
const OWN_MODULES = ['std', 'directors', 'blob', 'cookie', 'proxy', 'purge', 'unix', 'vtc', 'debug', 'h2']

/** What one should know of a VCL, and what is chosen where it says nothing. */
export function remarksOf({ imports }: Program, place: Place): Remark[] {
  const others = imports.filter(({ name }) => !OWN_MODULES.includes(name))
  return [
    {
      place,
      text: `where Varnish listens, and its parameters, are no matter of VCL: it is started with -a ${LISTENS.host}:${LISTENS.port} and the defaults of all parameters`
    },
    {
      place,
      text: 'the times in the VCL and the parameters are made shorter, in a copy, since no fast clock fits Varnish; what upstreams say in Cache-Control is not'
    },
    ...others.map(module => ({
      place: module.place,
      text: `import ${module.name}: what this module does is only known while Varnish runs`
    }))
  ]
}
