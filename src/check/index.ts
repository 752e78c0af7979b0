export { cellsOf, compare, readLock, type Side, toldChanges, writeLock } from './lock/index.js'
export {
  type CheckResult,
  cellsTable,
  checkPage,
  githubAnnotations,
  jobSummary,
  jsonResult,
  junitReport,
  tapReport
} from './page/index.js'
export { type Outcome, outcomeOf } from './result.js'
export { type Check, checkSchema, initialRules, isChosen, readRules } from './rules/index.js'
