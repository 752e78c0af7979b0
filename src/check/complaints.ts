import type { Start } from '../configurations/configuration.js'

/** What a program says of a configuration that it does not take: its complaints, without time and number, at the places of the user's own files. */
export function complaintsIn(said: string, shown: Start['shown']): string[] {
  const compiled = VCC.exec(said)?.[1]
  const lines = (compiled ?? said).split('\n').filter(line => line.trim() !== '')
  // Apache says on a line of its own what it is that it has just announced.
  const isComplaint = (line: string, at: number) => COMPLAINTS.test(line) || lines[at - 1]?.endsWith(':') === true
  const told = lines.filter((line, at) => (compiled !== undefined || isComplaint(line, at)) && !SUMMARIES.test(line))
  const complaints = told.length > 0 ? told : lines.slice(-3)
  return complaints.slice(0, MOST).map(line => atHome(line.replace(HEADS, '').trim(), shown))
}

const MOST = 4
const COMPLAINTS = /emerg|alert|crit|error|fatal|unknown|invalid/i
/** That something was wrong is said once more at the end. */
const SUMMARIES = /test failed$|Error\(s\) found in configuration file|Fatal errors found in configuration/
/** What the compiler of Varnish says: what is wrong, where, and the line itself. */
const VCC = /Message from VCC-compiler:\n([\s\S]*?)\n(?:\n|Running)/
/** nginx: 2026/01/02 03:04:05 [emerg] 7#7: …; HAProxy: [ALERT]    (7) : config : … */
const HEADS = /^(?:nginx: )?(?:[\d/]+ [\d:]+ )?\[\w+\] +(?:\d+#\d+: |\(\d+\) : (?:config : )?)?/

/** What was given lies at another path in the sandbox; the user knows only their own. */
function atHome(line: string, shown: Start['shown']): string {
  return shown.reduce(
    (text, { from, at }) => text.replaceAll(`${at}/`, `${from}/`).replaceAll(`"${at}"`, `"${from}"`),
    line
  )
}
