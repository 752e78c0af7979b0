import { Failure } from '../failures.js'
import type { SectionRules } from './field-section.js'
import type { Limits } from './limits.js'

/** The limits in the form in which an answer is held against them. */
export interface ParserRules {
  readonly headers: SectionRules
  readonly trailers: SectionRules
  readonly chunkLine: number
  readonly interims: number
}

/** Prepares the limits, once for all answers. */
export function parserRules(limits: Limits): ParserRules {
  const { chunkLine, interims } = limits
  return { headers: headerRules(limits), trailers: trailerRules(limits), chunkLine, interims }
}

function headerRules({ headerSection: section, headerLine: line }: Limits): SectionRules {
  return {
    section,
    line,
    bad: text => Failure.of('bad-field-line', { line: text }),
    lineTooLong: (name, size) => Failure.of('header-too-long', { name, size, limit: line }),
    sectionTooBig: size => Failure.of('headers-too-big', { size, limit: section })
  }
}

function trailerRules({ trailerSection: section, trailerLine: line }: Limits): SectionRules {
  return {
    section,
    line,
    bad: text => Failure.of('bad-trailer-line', { line: text }),
    lineTooLong: (name, size) => Failure.of('trailer-too-long', { name, size, limit: line }),
    sectionTooBig: size => Failure.of('trailers-too-big', { size, limit: section })
  }
}
