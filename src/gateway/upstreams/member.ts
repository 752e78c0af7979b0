import type { UpstreamClient } from '../exchange.js'
import type { Failure } from '../failures.js'

/** One upstream among several: how busy it is, and whether it may be asked. */
export class Member {
  /** Requests that it has not answered yet. */
  underWay = 0

  constructor(
    /** How it is told: 127.0.0.1:9000. */
    readonly address: string,
    readonly client: UpstreamClient
  ) {}

  /** Why it gets nothing at present; undefined when it may be asked. */
  whyOut(_now: number): string | undefined {
    return undefined
  }

  began(_now: number): void {
    this.underWay++
  }

  succeeded(): void {
    this.underWay--
  }

  failed(_failure: Failure): void {
    this.underWay--
  }

  /** The client left before anybody could say how it would end. */
  abandoned(): void {
    this.underWay--
  }
}
