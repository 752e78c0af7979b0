import type { UpstreamClient } from '../exchange.js'
import type { Failure } from '../failures.js'
import type { Breaker } from './breaker.js'
import type { HealthCheck } from './health-check.js'
import { NOT_THE_UPSTREAM } from './retrying.js'

/** Who may take an upstream out. */
export interface Guards {
  readonly health?: HealthCheck | undefined
  readonly breaker?: Breaker | undefined
}

/** One upstream of a group: how busy it is, and whether it may be asked. */
export class Member {
  /** Requests that it has not answered yet. */
  underWay = 0

  constructor(
    /** How it is told: 127.0.0.1:9000. */
    private readonly address: string,
    readonly client: UpstreamClient,
    private readonly guards: Guards = {}
  ) {}

  /** Why it gets nothing at present; undefined when it may be asked. */
  whyOut(now: number): string | undefined {
    const { health, breaker } = this.guards
    if (health?.isUp === false) return `${this.address} is down (health check: ${health.why})`
    const why = breaker?.whyOpen(now)
    return why === undefined ? undefined : `${this.address} is left alone for a while (${why})`
  }

  began(): void {
    this.underWay++
    this.guards.breaker?.began()
  }

  succeeded(): void {
    this.underWay--
    this.guards.breaker?.succeeded()
  }

  failed({ type }: Failure): void {
    this.underWay--
    if (NOT_THE_UPSTREAM.includes(type)) this.guards.breaker?.abandoned()
    else this.guards.breaker?.failed(performance.now())
  }

  /** The client left before anybody could say how it would end. */
  abandoned(): void {
    this.underWay--
    this.guards.breaker?.abandoned()
  }

  destroy(): void {
    this.guards.health?.stop()
    this.client.destroy()
  }
}
