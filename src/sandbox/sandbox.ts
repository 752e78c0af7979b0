/** What a private root shows beside what the machine has. All of it vanishes with the sandbox; nothing of the machine is written to. */
export interface PrivateRoot {
  /** Files of our own, by absolute path: over those of the machine, or where there is none. Folders above them come with them. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Folders that must be there and can be written to. */
  readonly folders: readonly string[]
  /** Files and folders of the machine that are to be found at another path, too. */
  readonly shown: readonly { readonly from: string; readonly at: string }[]
  /** Names of users and groups that must be known; all of them are the caller. */
  readonly users: readonly string[]
  readonly groups: readonly string[]
  /** What names lead to: the hosts file. */
  readonly hosts: Readonly<Record<string, string>>
  /** The address of the name server in resolv.conf. */
  readonly nameserver: string
}

/** A process that runs in a private network, mount and process namespace, with whatever it starts. */
export interface Sandboxed extends AsyncDisposable {
  readonly pid: number
  readonly stdin: NodeJS.WritableStream
  readonly stdout: NodeJS.ReadableStream
  readonly stderr: NodeJS.ReadableStream
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** The last of what it wrote to its error output. */
  said(): string
  stop(): Promise<void>
}
