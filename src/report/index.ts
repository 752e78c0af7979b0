export { asNpmScript, asProgram } from './commands.js'
export { createReport, type Format } from './create-report.js'
export { scenarioList } from './list.js'
export type { CommandForm, Out, Report } from './report.js'
