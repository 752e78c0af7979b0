import { pattern } from '../core/shape/index.js'

/** The methods that a scenario can speak of. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** What a request is for; `*` is for OPTIONS. */
export const path = pattern(/^(\/\S*|\*)$/, 'a path that starts with /')
