/** The octets that HTTP gives a meaning to. */
export const TAB = 0x09
export const LF = 0x0a
export const CR = 0x0d
export const SPACE = 0x20
export const COLON = 0x3a
export const SEMICOLON = 0x3b

function table(allowed: (octet: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, octet) => (allowed(octet) ? 1 : 0))
}

/** 1 for what a field name may consist of (a token). */
export const TOKEN = table(octet => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(octet)))

/** 1 for what a field value may consist of: visible, blank, tab and everything above ASCII. */
export const TEXT = table(octet => octet === TAB || (octet >= SPACE && octet !== 0x7f))

const NO_DIGIT = 0xff

/** The value of a hexadecimal digit, or something above 15. */
export const HEX = Uint8Array.from({ length: 256 }, (_, octet) => {
  const letter = String.fromCharCode(octet)
  return /[0-9a-fA-F]/.test(letter) ? Number.parseInt(letter, 16) : NO_DIGIT
})

const SHOWN = 60

/** The beginning of what somebody else sent, in quotes and in visible ASCII, fit for a log. */
export function quote(text: string): string {
  const start = text.slice(0, SHOWN).replace(/[^\x20-\x7e]|["\\]/g, spell)
  return `"${start}"${text.length > SHOWN ? '...' : ''}`
}

/** The first line of what somebody else sent, quoted. */
export function quoteLine(text: string): string {
  return quote(text.split(/\r?\n/, 1)[0] ?? '')
}

function spell(letter: string): string {
  if (letter === '"' || letter === '\\') return `\\${letter}`
  return `\\x${(letter.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`
}
