/** The variables that say to a program behind a gateway what is asked. */
export type Variables = ReadonlyMap<string, string>

/** How the content of a request is told to the script. */
export type RequestContent = 'none' | 'chunked' | 'sized'

/** Methods of which a client says how long their content is also when they have none. */
const EXPECT_CONTENT: readonly string[] = ['POST', 'PUT', 'PATCH']

/** What is said otherwise, or is about the gateway's own connections. */
const LEFT_OUT = ['Host', 'Connection', 'Keep-Alive', 'Content-Length', 'Content-Type', 'Transfer-Encoding']

/** How long the content is, as the variables say. */
export function contentLength(variables: Variables): number {
  const length = variables.get('CONTENT_LENGTH') ?? ''
  return /^\d{1,15}$/.test(length) ? Number(length) : 0
}

/** The head, in HTTP/1.1, of the request that these variables describe. */
export function requestHead(variables: Variables, content: RequestContent, keeps: boolean): Buffer {
  const lines = [`${methodOf(variables)} ${targetOf(variables)} HTTP/1.1`, `Host: ${hostOf(variables)}`]
  for (const [name, value] of variables) {
    const field = fieldName(name)
    if (field !== undefined) lines.push(`${field}: ${value}`)
  }
  const type = variables.get('CONTENT_TYPE') ?? ''
  if (type !== '') lines.push(`Content-Type: ${type}`)
  if (content === 'chunked') lines.push('Transfer-Encoding: chunked')
  else if (content === 'sized') lines.push(`Content-Length: ${contentLength(variables)}`)
  else if (EXPECT_CONTENT.includes(methodOf(variables))) lines.push('Content-Length: 0')
  if (!keeps) lines.push('Connection: close')
  return Buffer.from(`${lines.map(oneLine).join('\r\n')}\r\n\r\n`, 'latin1')
}

/** Content in chunks, one for each piece; an empty one is the last. */
export function chunk(content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')])
}

export function methodOf(variables: Variables): string {
  return variables.get('REQUEST_METHOD') || 'GET'
}

/** As the client wrote it, or put together from what a script is told. */
function targetOf(variables: Variables): string {
  const whole = variables.get('REQUEST_URI')
  if (whole) return whole.replaceAll(' ', '%20')
  const path = `${variables.get('SCRIPT_NAME') ?? ''}${variables.get('PATH_INFO') ?? ''}` || '/'
  const query = variables.get('QUERY_STRING')
  return `${path}${query ? `?${query}` : ''}`.replaceAll(' ', '%20')
}

function hostOf(variables: Variables): string {
  const port = variables.get('SERVER_PORT')
  return variables.get('HTTP_HOST') || `${variables.get('SERVER_NAME') || 'localhost'}${port ? `:${port}` : ''}`
}

/** HTTP_X_REQUEST_ID is X-Request-Id. */
function fieldName(variable: string): string | undefined {
  if (!/^HTTP_\w+$/.test(variable)) return undefined
  const words = variable.slice(5).toLowerCase().split('_')
  const name = words.map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('-')
  return LEFT_OUT.includes(name) ? undefined : name
}

function oneLine(line: string): string {
  return line.replace(/[\r\n]+/g, ' ')
}
