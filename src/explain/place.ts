/** Makes the example address of a lesson the one that a line has named, so that its commands can be typed as they stand. */
export function withAddress(text: string, upstream: string | undefined): string {
  const match = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(upstream ?? '')
  if (match === null) return text
  const [, host = '', port = ''] = match
  const bare = host.replace(/^\[|\]$/g, '')
  return text
    .replaceAll(/(?:127\.0\.0\.1|10\.0\.0\.5):9000/g, `${host}:${port}`)
    .replaceAll(/(?:127\.0\.0\.1|10\.0\.0\.5) 9000/g, `${bare} ${port}`)
    .replaceAll('/dev/tcp/127.0.0.1/9000', `/dev/tcp/${bare}/${port}`)
    .replaceAll(/(?<=[ '"(]):9000\b/g, `:${port}`)
    .replaceAll(/\bport 9000\b/g, `port ${port}`)
}

/** A lesson speaks of its own scenario as “here”: outside of it that says nothing. */
export function withoutHere(text: string): string {
  return text.replaceAll(/ \(here [^)]{1,60}\)/g, '').replaceAll(/, here [^,.;)]{1,60}(?=[,.;)])/g, '')
}
