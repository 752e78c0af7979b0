import { ERROR_TYPES, type ErrorType } from '../core/error-types.js'
import { FAILURES, type FailureParams, type Phase, type Row } from './failure-table.js'

/** The name of a way in which a request can fail, as it stands in the log. */
export type FailureCode = keyof typeof FAILURES

/** What has to be known to tell a failure of this code. */
export type FailureFacts<Code extends FailureCode> = Parameters<(typeof FAILURES)[Code]['tell']>[0]

/** The status where the registry leaves it to the occasion: only a request that broke off comes to that. */
const BAD_REQUEST = 400

/** One failed request: what went wrong, which error type and status that is, and a sentence with the real numbers. */
export class Failure {
  private constructor(
    readonly code: FailureCode,
    readonly type: ErrorType,
    readonly status: number,
    readonly phase: Phase,
    /** In plain words and plain ASCII, so that it can stand in a log line and in a field alike. */
    readonly message: string,
    /** The parameters of Proxy-Status that belong to the type. */
    readonly params: FailureParams
  ) {}

  /** The failure of that code, told with these facts. */
  static of<Code extends FailureCode>(code: Code, facts: FailureFacts<Code>): Failure {
    const { type, phase, tell, params } = FAILURES[code] as Row<FailureFacts<Code>>
    return new Failure(code, type, ERROR_TYPES[type].status ?? BAD_REQUEST, phase, tell(facts), params(facts))
  }
}
