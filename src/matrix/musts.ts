/** What an RFC demands of a gateway in a scenario: the words of the RFC, and of whom it says them. */
export interface Must {
  readonly rfc: 9110 | 9112
  readonly section: string
  readonly level: 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT'
  /** Whom the sentence is about, as far as the quotation does not say so. */
  readonly who: string
  readonly quote: string
}

const NO_RETRY: Must = {
  rfc: 9110,
  section: '9.2.2',
  level: 'MUST NOT',
  who: 'A proxy',
  quote: 'MUST NOT automatically retry non-idempotent requests.'
}

const LENGTH_NOT_REACHED: Must = {
  rfc: 9112,
  section: '6.3',
  level: 'MUST',
  who: 'Of an answer with a Content-Length',
  quote:
    'If the sender closes the connection or the recipient times out before the indicated number of octets are received, the recipient MUST consider the message to be incomplete and close the connection.'
}

const RECORD_INCOMPLETE: Must = {
  rfc: 9112,
  section: '8',
  level: 'MUST',
  who: 'Who receives an incomplete answer, as a gateway does from its upstream',
  quote: 'MUST record the message as incomplete.'
}

/** The sentences that are at stake, by scenario; most scenarios have none. */
const MUSTS: Readonly<Record<string, readonly Must[]>> = {
  'bad-chunk': [RECORD_INCOMPLETE],
  'bad-status-line': [
    {
      rfc: 9110,
      section: '15',
      level: 'SHOULD',
      who: 'Who receives a status code outside 100 to 599',
      quote: 'SHOULD process the response as if it had a 5xx (Server Error) status code.'
    }
  ],
  'early-413': [
    {
      rfc: 9112,
      section: '9.5',
      level: 'SHOULD',
      who: 'A gateway is the client of its upstream',
      quote:
        'If the client sees a response that indicates the server does not wish to receive the message body and is closing the connection, the client SHOULD immediately cease transmitting the body and close its side of the connection.'
    }
  ],
  'extra-bytes': [
    {
      rfc: 9112,
      section: '6.3',
      level: 'MUST NOT',
      who: 'A gateway is the client of its upstream',
      quote: 'A client MUST NOT process, cache, or forward such extra data as a separate response'
    },
    {
      rfc: 9112,
      section: '9.2',
      level: 'MUST NOT',
      who: 'Who receives data on a connection on which no request is under way',
      quote: 'MUST NOT consider that data to be a valid response; the client SHOULD close the connection'
    }
  ],
  'half-a-head': [RECORD_INCOMPLETE],
  'idle-timeout-mismatch': [NO_RETRY],
  'keepalive-race-post': [NO_RETRY],
  'late-success': [
    NO_RETRY,
    {
      rfc: 9110,
      section: '9.2.2',
      level: 'SHOULD NOT',
      who: 'A client',
      quote:
        'SHOULD NOT automatically retry a request with a non-idempotent method unless it has some means to know that the request semantics are actually idempotent'
    }
  ],
  'shutdown-without-drain': [NO_RETRY],
  'stalled-body': [LENGTH_NOT_REACHED],
  'truncated-body': [LENGTH_NOT_REACHED, RECORD_INCOMPLETE],
  'truncated-chunks': [RECORD_INCOMPLETE],
  'two-dead-upstreams': [NO_RETRY],
  'two-lengths': [
    {
      rfc: 9112,
      section: '6.3',
      level: 'MUST',
      who: 'Of an answer with an invalid Content-Length',
      quote:
        'If it is in a response message received by a proxy, the proxy MUST close the connection to the server, discard the received response, and send a 502 (Bad Gateway) response to the client.'
    }
  ],
  'upload-reset': [NO_RETRY]
}

/** What the RFCs demand in a scenario, in their own words; nothing for most. */
export function mustsOf(scenario: string): readonly Must[] {
  return MUSTS[scenario] ?? []
}
