/** Texts that YAML takes for what they are, without quotes. */
const PLAIN = /^[A-Za-z/.][\w/.' ,*%+=?&;~@$()-]*$|^\d[\w/.' ,%-]*$/

/** Words that YAML takes for something else. A status may go without quotes: it is read as it is written. */
const OTHERWISE = /^(true|false|null|yes|no|on|off|y|n|\.(nan|inf))$/i

/** A text as it can stand in a YAML file, in quotes where it needs some. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && !OTHERWISE.test(text) && !text.endsWith(' ')) return text
  return JSON.stringify(text).replace(
    /[\u007F-\uFFFF]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

/** A text as it can stand in a comment of a YAML file. */
export function yamlComment(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .slice(0, 200)
    .trim()
}
