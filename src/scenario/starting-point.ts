/** The text of a new scenario: right as it stands, with a word on each part for whoever goes on from there. */
export function startingPoint(name: string, editorLine: string): string {
  return `${editorLine}
# ${name}: one way in which an upstream fails. Every word of the language stands in docs/language.md.

# What happens, in one line.
title: The upstream takes a request, and never answers
# The error type of RFC 9209 that it leads to; none when the gateway is innocent.
teaches: connection_read_timeout
because: RFC 9110 §15.6.5, no timely response from the upstream
tags: [504]

# The limits of the gateway; there are also write, head, total and keepalive.
timeouts: { connect: 300ms, read: 1s }

# What is asked: a request, or a list of them.
client: GET /reports/42

# What fails: the steps of every connection, in the order of the wire. Try another one.
upstream:
  - receive: request
  - hang
  # - { wait: 2s }
  # - { respond: 200 }
  # - { send: "HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nhalf of it" }
  # - reset

# What the client must get, and what must have reached the upstream.
expect:
  status: 504
  after: 1s
  phase: head
  upstream: { requests: 1, completed: false }

# What somebody on call needs to know.
lesson:
  symptom: What one sees, with real numbers. Here a 504 after the read timeout, on every request.
  noticed: Whether a status monitor and the health check would have noticed.
  check: >-
    A command to type, and how to read what it prints. Here \`curl -v -m 10 http://127.0.0.1:9000/reports/42\`, past the gateway.
  fix: What mends it.
  trap: What looks like a fix and is none; or the failure that it is mistaken for.

# Named changes, each with what it must lead to: the fix, proven; and the trap, run.
remedies:
  answer:
    says: The upstream answers.
    upstream: [ receive: request, respond: 200 ]
    expect: { status: 200, upstream: { requests: 1, completed: true } }
  raise-the-timeout:
    trap: true
    says: Twice the read timeout. It only takes longer.
    timeouts: { connect: 300ms, read: 2s }
    expect: { status: 504, after: 2s }
`
}

const EDITOR_LINE = /^# yaml-language-server:.*\n/

/** The text of another scenario as a starting point. */
export function startingFrom(other: string, source: string, editorLine: string): string {
  return `${editorLine}\n# Began as a copy of ${other}.\n${source.replace(EDITOR_LINE, '')}`
}
