export { openUpstreams, type UpstreamsOptions } from './open.js'
