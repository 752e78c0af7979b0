export { hostOf, openUpstreams, type UpstreamsOptions } from './open.js'
