import { type Child, element } from '../element.js'

const NAMED: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\\': '\\\\' }

/** Bytes as they can be read: whatever is no printable ASCII is written out, and marked as such. */
export function legibleBytes(text: string): Child[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).flatMap(line => [...signsOf(line), line.endsWith('\n') ? '\n' : null])
}

function signsOf(line: string): Child[] {
  return line
    .split(/([^ -[\]-~]+|\\+)/)
    .map((part, at) => (at % 2 === 0 ? part : element('span', { class: 'sign' }, [...part].map(written).join(''))))
}

function written(sign: string): string {
  return NAMED[sign] ?? `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`
}
