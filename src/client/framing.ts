import type { Body } from './body.js'
import { ChunkedBody } from './chunked-body.js'
import { type Head, members } from './head.js'

/** The body that follows this head, framed as RFC 9112 section 6.3 says. */
export function bodyAfter(head: Head, method: string): Body {
  if (method === 'HEAD' || [101, 204, 304].includes(head.status)) return new SizedBody(0)
  const codings = members(head.fields, 'transfer-encoding')
  if (codings.at(-1) === 'chunked') return new ChunkedBody()
  const lengths = new Set(members(head.fields, 'content-length'))
  if (codings.length > 0 || lengths.size === 0) return new EndlessBody()
  const [length = ''] = lengths
  return lengths.size === 1 && /^\d+$/.test(length) ? new SizedBody(Number(length)) : new BrokenBody()
}

class SizedBody implements Body {
  readonly endsWithConnection = false
  size = 0
  constructor(private readonly length: number) {}

  get state() {
    return this.size === this.length ? 'whole' : 'open'
  }

  take(bytes: Buffer): number {
    const taken = Math.min(bytes.length, this.length - this.size)
    this.size += taken
    return taken
  }
}

class EndlessBody implements Body {
  readonly state = 'open'
  readonly endsWithConnection = true
  size = 0

  take(bytes: Buffer): number {
    this.size += bytes.length
    return bytes.length
  }
}

class BrokenBody implements Body {
  readonly state = 'broken'
  readonly endsWithConnection = false
  readonly size = 0

  take(): number {
    return 0
  }
}
