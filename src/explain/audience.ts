import type { Cause } from '../logs/causes/index.js'

/** Who asks: somebody before a page, somebody who calls an interface, somebody who runs it. */
export const AUDIENCES = ['operator', 'caller', 'visitor'] as const
export type Audience = (typeof AUDIENCES)[number]

/** What somebody is told who only wants the page. */
export function forVisitor(cause: Cause): { readonly fault: string; readonly means: string; readonly now: string } {
  return { fault: WHOSE[cause.fault], means: VISITOR[cause.fault], now: nowFor(cause) }
}

const WHOSE: Readonly<Record<Cause['fault'], string>> = {
  upstream: 'No. Your device, browser and connection are fine.',
  application: 'No. Your device, browser and connection are fine.',
  gateway: 'No. Your device, browser and connection are fine.',
  network: 'No. It is a connection inside the site, not yours.',
  client: 'It may be: here it is about the request, or about how long somebody waited.'
}

const VISITOR: Readonly<Record<Cause['fault'], string>> = {
  upstream: 'The site’s front door is there; what stands behind it did not take the request.',
  application: 'The site’s front door is there; the program behind it failed, or took too long.',
  gateway: 'The site’s front door itself could not do it.',
  network: 'The site’s front door is there, and cannot get to the machine behind it.',
  client: 'The site did not take the request as it came: too large, too slow, too often, or given up.'
}

function nowFor({ fault, reached }: Cause): string {
  if (fault === 'client')
    return 'Wait a minute and try once more. For an upload: a smaller file, or a better line. Is it again so: write to the site, with the time and the address.'
  const form =
    reached === 'no'
      ? 'A form or an order that you had just sent did not arrive: you may send it again.'
      : 'Had you just sent a form, an order or a payment: look first whether it went through (mail, order list) before you send it again.'
  return `Reload in a minute, not more often. ${form} Is it still so after a quarter of an hour: look for the site’s status page.`
}

/** What somebody is told whose program got the answer. */
export function forCaller(cause: Cause): { readonly safe: string; readonly unsafe: string; readonly how: string } {
  if (cause.fault === 'client')
    return {
      safe: 'GET: not unchanged; 429 and 503 after the time that Retry-After names.',
      unsafe: 'POST: not unchanged.',
      how: BACKOFF
    }
  return { safe: SAFE[cause.reached], unsafe: UNSAFE[cause.reached], how: BACKOFF }
}

const SAFE: Readonly<Record<Cause['reached'], string>> = {
  no: 'GET, PUT, DELETE: yes, after a pause.',
  maybe: 'GET, PUT, DELETE: yes, after a pause; asking twice does no harm.',
  yes: 'GET, PUT, DELETE: yes, later; the first one may still be running, so do not pile them up.'
}

const UNSAFE: Readonly<Record<Cause['reached'], string>> = {
  no: 'POST, PATCH: yes as well, when it is this cause: the request never reached the application. From the status alone you cannot know: use an Idempotency-Key.',
  maybe:
    'POST, PATCH: not blindly. It may have been done. With an Idempotency-Key yes; otherwise ask first whether it was.',
  yes: 'POST, PATCH: no. It may have been done, or is being done. With an Idempotency-Key yes; otherwise ask first whether it was.'
}

const BACKOFF =
  'Retry-After if there is one; else 1 s, 2 s, 4 s, … with a random part, three times at most, and then give up. Your own timeout longer than the gateway’s, so that you see its answer.'
